import { isMap, isScalar, parseDocument } from 'yaml';

/** What a rack file needs before a newer Rackwright means the same by it. */
export interface Migration {
  /** First version that reads the new form, `0.2.0`. */
  version: string;
  /** In one line, for people. */
  what: string;
  /** The same rack in the new form; the text as it is where there is nothing to do. */
  migrate(rackFile: string): string;
}

/** Apps of 0.1, every one of which was on unless the rack file said off. */
const appsOf01 = [
  'alertmanager',
  'blackbox-exporter',
  'chat',
  'chat-large',
  'cloudnative-pg',
  'cluster-metrics',
  'device-plugin',
  'embeddings',
  'gateway',
  'grafana',
  'kube-state-metrics',
  'litellm',
  'metrics-server',
  'minio',
  'model-cache',
  'node-exporter',
  'open-webui',
  'otel-collector',
  'postgres',
  'prometheus',
  'redis',
  'reranker',
  'tempo',
  'thermal-daemon',
  'unpoller',
  'vector-maintenance',
  'volume-backups',
];

/** Oldest first. */
export const migrations: readonly Migration[] = [
  {
    version: '0.2.0',
    what: 'apps are on when they are named: every app that was on is named now',
    migrate: (text) => {
      const document = parseDocument(text);
      const apps = document.get('apps', true);
      if (isScalar(apps) || !isMap(apps)) document.set('apps', document.createNode({}));
      for (const name of appsOf01) if (!document.hasIn(['apps', name])) document.setIn(['apps', name], 'on');
      return document.toString({ lineWidth: 0 });
    },
  },
];

/** Those that lie between two versions, oldest first. */
export function migrationsBetween(from: string, to: string): Migration[] {
  return migrations.filter(({ version }) => compareVersions(from, version) < 0 && compareVersions(version, to) <= 0);
}

/** Below 0 when `a` is the older one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(/[.-]/).slice(0, 3).map(Number));
  const at = [0, 1, 2].find((index) => left?.[index] !== right?.[index]);
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0);
}
