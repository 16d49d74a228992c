import { appBlocks } from '../app-blocks';
import { loadRack } from '../rack-file/load';
import type { SpecProblem } from '../rack-file/problem';
import type { RackSpec } from '../rack-file/rack';
import { newestKubernetes, supportedTalos } from '../rack-file/supported-versions';
import type { RackSecrets } from '../secrets/rack-secrets';
import { checkRack } from '../synth';
import type { GivenNode, MachineKind } from './node-lists/given-node';
import { productApps, productLock } from './project';

export interface Answers {
  name: string;
  git: string;
  /** The repository asks for a login. @default false */
  isPrivate?: boolean;
  network: string;
  gateway: string;
  controlPlane: string;
  loadBalancers: string;
  domain: string;
  nodes: readonly GivenNode[];
}

export interface FittingRack {
  /** The rack file. */
  text: string;
  /** What it runs, for people. */
  what: string;
  /** Errors of the rack file: an answer, or a line of the list, is not as a rack can be. */
  problems: SpecProblem[];
}

/** From much to little: the first that fits is taken, and the owner names more or less later. */
const offers: readonly { what: string; size?: 'small'; apps: Record<string, string> }[] = [
  {
    what: 'models, retrieval, dashboards, alerts and backups',
    apps: { 'open-webui': 'on', 'vector-maintenance': 'on', grafana: 'on', tempo: 'on', 'otel-collector': 'on' },
  },
  {
    what: 'models, retrieval, dashboards and alerts in their small sizes',
    size: 'small',
    apps: { 'open-webui': 'on', grafana: 'on' },
  },
  { what: 'PostgreSQL, dashboards, alerts and backups', apps: { grafana: 'on', minio: 'on' } },
  { what: 'metrics and alerts', apps: {} },
  { what: 'metrics and alerts', apps: { prometheus: '{ memory: 1Gi, replicas: 1 }' } },
];

const always: Record<string, string> = {
  alertmanager: 'on',
  'blackbox-exporter': 'on',
  'cluster-metrics': 'on',
  gateway: 'on',
  'kube-state-metrics': 'on',
  'metrics-server': 'on',
  'node-exporter': 'on',
  prometheus: 'on',
};

/** What its owner has still to do is nothing that a smaller rack would change. */
export const noSecrets: RackSecrets = { files: [], hashes: new Map(), placeholders: [], verify: () => [] };

/**
 * A rack file for these machines: the most that they can carry, tried from the top. The last is returned as it is.
 *
 * @param trying is told what is tried next, since each takes about a second
 */
export function fittingRack(answers: Answers, trying: (what: string) => void = () => {}): FittingRack {
  let last: FittingRack = { text: '', what: '', problems: [] };
  for (const { what, size, apps } of offers) {
    if (what !== last.what) trying(what);
    const text = rackText(answers, { ...always, ...apps }, size);
    const { rack, problems } = loadRack({
      text,
      file: `clusters/${answers.name}.yaml`,
      apps: appBlocks(productApps),
    });
    last = { text, what, problems: problems.filter(({ level }) => level === 'error') };
    if (rack && fits(rack)) return last;
  }
  return last;
}

function fits(rack: RackSpec): boolean {
  const { findings } = checkRack({ rack, images: productLock(), secrets: noSecrets });
  return !findings.some(({ level, rule }) => level === 'error' && rule.startsWith('capacity/'));
}

function rackText(answers: Answers, apps: Record<string, string>, size?: 'small'): string {
  const { name, git, isPrivate, network, gateway, controlPlane, loadBalancers, domain, nodes } = answers;
  const kinds = kindsOf(nodes);
  const hardware = [...kinds].map(
    ([kind, { arch, board, cores, memory, disk }]) =>
      `  ${kind}: { arch: ${arch}${board === undefined ? '' : `, board: ${board}`}, cores: ${cores}, memory: ${memory}, disk: ${disk} }`,
  );
  const blades = nodes.map((node) => {
    const [kind] = [...kinds].find(([, each]) => keyOf(each) === keyOf(node)) as [string, MachineKind];
    const role = node.role === 'control-plane' ? ', role: control-plane' : '';
    return `  - { names: ${node.name}, addresses: ${node.address}, hardware: ${kind}${role} }`;
  });
  return `# yaml-language-server: $schema=../node_modules/rackwright/schema/rack.schema.json
name: ${name}
talos: ${supportedTalos.newest}
kubernetes: ${newestKubernetes}
git: { url: ${git}${isPrivate ? ', private: true' : ''} }

network:
  nodes: ${network}
  gateway: ${gateway} # also DNS and time
  controlPlane: ${controlPlane}
  loadBalancers: ${loadBalancers}
  domain: ${domain}

hardware: # what each kind of machine has; disk and watts are yours to correct
${hardware.join('\n')}

blades:
${blades.join('\n')}

${size === undefined ? '' : `size: ${size} # one replica where that is honest; an app may say size: standard\n\n`}apps: # on when named here, or when one that is on needs it; docs: node_modules/rackwright/docs/rack-file.md
${Object.entries(apps)
  .sort()
  .map(([app, value]) => `  ${app}: ${value}\n`)
  .join('')}`;
}

const keyOf = ({ arch, board = '', cores, memory, disk }: MachineKind): string =>
  [arch, board, cores, memory, disk].join(' ');

/** Kinds of machines by a name that says what they are: `arm64-8gb`. */
function kindsOf(nodes: readonly GivenNode[]): Map<string, MachineKind> {
  const kinds = new Map<string, MachineKind>();
  for (const node of nodes) {
    if ([...kinds.values()].some((kind) => keyOf(kind) === keyOf(node))) continue;
    const name = `${node.board ?? node.arch}-${node.memory.toLowerCase()}`;
    kinds.set(kinds.has(name) ? `${name}-${kinds.size + 1}` : name, node);
  }
  return kinds;
}
