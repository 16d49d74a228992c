import { appBlocks } from '../app-blocks';
import { loadRack } from '../rack-file/load';
import { newestKubernetes, supportedTalos } from '../rack-file/supported-versions';
import type { RackSecrets } from '../secrets/rack-secrets';
import { judgeRack } from '../synth';
import type { GivenNode, MachineKind } from './given-nodes';
import { productApps, productLock } from './project';

export interface Answers {
  name: string;
  git: string;
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
}

/** From much to little: the first that fits is taken, and the owner names more or less later. */
const offers: readonly { what: string; apps: Record<string, string> }[] = [
  {
    what: 'models, retrieval, dashboards, alerts and backups',
    apps: { 'open-webui': 'on', 'vector-maintenance': 'on', grafana: 'on', tempo: 'on', 'otel-collector': 'on' },
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

/** What its owner has still to do is nothing that a smaller rack would mend. */
const noSecrets: RackSecrets = { files: [], hashes: new Map(), placeholders: [], verify: () => [] };

/** A rack file for these machines: the most that they can carry, tried from the top. The last is returned as it is. */
export function fittingRack(answers: Answers): FittingRack {
  const tried = offers.map(({ what, apps }) => ({ what, text: rackText(answers, { ...always, ...apps }) }));
  return tried.find(({ text }) => fits(text)) ?? (tried.at(-1) as FittingRack);
}

function fits(text: string): boolean {
  const { rack } = loadRack({ text, file: 'clusters/new.yaml', apps: appBlocks(productApps) });
  if (!rack) return false;
  const { findings } = judgeRack({ rack, images: productLock(), secrets: noSecrets });
  return !findings.some(({ level, rule }) => level === 'error' && rule.startsWith('capacity/'));
}

function rackText(answers: Answers, apps: Record<string, string>): string {
  const { name, git, network, gateway, controlPlane, loadBalancers, domain, nodes } = answers;
  const kinds = kindsOf(nodes);
  const hardware = [...kinds].map(
    ([kind, { arch, cores, memory, disk }]) =>
      `  ${kind}: { arch: ${arch}, cores: ${cores}, memory: ${memory}, disk: ${disk} }`,
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
git: { url: ${git} }

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

apps: # on when named here, or when one that is on needs it; docs: node_modules/rackwright/docs/rack-file.md
${Object.entries(apps)
  .sort()
  .map(([app, value]) => `  ${app}: ${value}\n`)
  .join('')}`;
}

const keyOf = ({ arch, cores, memory, disk }: MachineKind): string => [arch, cores, memory, disk].join(' ');

/** Kinds of machines by a name that says what they are: `arm64-8gb`. */
function kindsOf(nodes: readonly GivenNode[]): Map<string, MachineKind> {
  const kinds = new Map<string, MachineKind>();
  for (const node of nodes) {
    if ([...kinds.values()].some((kind) => keyOf(kind) === keyOf(node))) continue;
    const name = `${node.arch}-${node.memory.toLowerCase()}`;
    kinds.set(kinds.has(name) ? `${name}-${kinds.size + 1}` : name, node);
  }
  return kinds;
}
