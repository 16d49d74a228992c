import type { Manifest } from '../../manifest/manifest';
import { counted } from '../../units/words';
import { forHowLong } from '../ages';
import type { Found, StatusCheck } from '../line';
import type { FiringAlert } from '../seen';

/** What fires now and is not silenced, one line for each name. */
export const alerts: StatusCheck = {
  id: 'alerts',
  finds: 'alerts that fire, worst first',
  check({ seen, nowMs, byId }) {
    const groups = new Map<string, FiringAlert[]>();
    for (const alert of seen.alerts ?? []) {
      const name = alert.labels['alertname'] ?? 'without a name';
      // It fires for ever, so that somebody notices when it does not.
      if (name === 'Watchdog') continue;
      groups.set(name, [...(groups.get(name) ?? []), alert]);
    }
    return [...groups].map(([name, group]) => lineOf(name, group, nowMs, byId));
  },
};

const levelOf = { critical: 'broken', warning: 'risk' } as const;

function lineOf(
  name: string,
  group: readonly FiringAlert[],
  nowMs: number,
  byId: ReadonlyMap<string, Manifest>,
): Found {
  const [first] = [...group].sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1)) as [FiringAlert];
  const { labels, annotations, startsAt } = first;
  const more = group.length > 1 ? ` (and ${counted(group.length - 1, 'more alert')} of that name)` : '';
  const page = /\/([a-z0-9-]+)\.md/.exec(annotations['runbook_url'] ?? '')?.[1] ?? 'alertmanager';
  return {
    level: levelOf[labels['severity'] as keyof typeof levelOf] ?? 'note',
    object: objectOf(name, labels, byId),
    message: `${name} fires${forHowLong(startsAt, nowMs)}: ${annotations['summary'] ?? 'it has no summary'}${more}`,
    since: startsAt,
    command: `npx rackwright runbook ${page}`,
    page,
  };
}

/** The object that an alert is about, in the labels that kube-state-metrics gives; else the alert itself. */
function objectOf(name: string, labels: FiringAlert['labels'], byId: ReadonlyMap<string, Manifest>): string {
  const { namespace, pod, node, workload, daemonset, cronjob, persistentvolumeclaim: claim } = labels;
  if (namespace !== undefined) {
    if (pod !== undefined) return `${namespace}/Pod/${pod}`;
    if (claim !== undefined) return `${namespace}/PersistentVolumeClaim/${claim}`;
    if (daemonset !== undefined) return `${namespace}/DaemonSet/${daemonset}`;
    if (cronjob !== undefined) return `${namespace}/CronJob/${cronjob}`;
    if (workload !== undefined) {
      const ids = ['StatefulSet', 'Deployment'].map((kind) => `${namespace}/${kind}/${workload}`);
      return ids.find((id) => byId.has(id)) ?? ids[0]!;
    }
  }
  return node === undefined ? `alert/${name}` : `Node/${node}`;
}
