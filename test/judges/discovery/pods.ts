import type { PodPort } from '../../../lib/kit/ports';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import chartFootprints from '../../../imports/charts/footprints.json';
import type { PodScrape } from '../../../lib/kit/scrape';
import type { RackSpec } from '../../../lib/rack-file/rack';
import { machinesOf } from '../../cluster/commands/rack-under-test';
import { podOf, podTemplateOf } from '../../cluster/dry-run/dry-run';
import { restrictedContainer, restrictedPod } from '../../cluster/actors/restricted-pod';
import type { KubeObject, Node, Pod } from '../../cluster/kube/object';
import { nodeOf } from '../../cluster/rack/machine';
import { checkout } from '../tree/checkout';

/** A pod as kubelet and scheduler would leave it: on a blade, running, with an address. */
export interface PlacedPod {
  /** Who it belongs to, as `Pods` call it: `data/StatefulSet/redis`, `kube-system/Pods/cilium`. */
  owner: string;
  pod: Pod;
  node: string;
  address: string;
}

/** Which workload of a rendered chart the declared pods are meant to be: the charts' own labels and ports are the judges. */
const ofCharts: Readonly<Record<string, string>> = {
  'kube-system/Pods/cilium': 'kube-system/cilium',
  'kube-system/Pods/cilium-envoy': 'kube-system/cilium-envoy',
  'kube-system/Pods/cilium-operator': 'kube-system/cilium-operator',
  'cert-manager/Pods/cert-manager-controller': 'cert-manager/cert-manager',
  'cert-manager/Pods/cert-manager-webhook': 'cert-manager/cert-manager-webhook',
  'cert-manager/Pods/cert-manager-cainjector': 'cert-manager/cert-manager-cainjector',
  'cnpg-system/Pods/cloudnative-pg': 'cnpg-system/cnpg-controller-manager',
};

/** The blades with the labels that the rack's machine configuration gives them. */
export function bladesOf(rack: RackSpec): Node[] {
  return machinesOf(rack).map((machine) => {
    const text = readFileSync(join(checkout(), 'talos', rack.name, 'nodes', `${machine.name}.yaml`), 'utf8');
    const documents = parseAllDocuments(text).map((document) => document.toJS() as { kind?: string; labels?: object });
    const { labels = {} } = documents.find(({ kind }) => kind === 'KubeNodeConfig') ?? {};
    return nodeOf({ ...machine, labels: labels as Record<string, string> });
  });
}

/** Every pod of the rack: from the templates in dist/, from the rendered charts, and stand-ins for other operators' pods. */
export function podsOf(objects: readonly KubeObject[], declared: readonly PodScrape[], blades: readonly Node[]) {
  const place = placer(blades);
  const own = objects.flatMap((owner) => {
    const template = podTemplateOf(owner);
    if (!template) return [];
    const id = `${owner.metadata.namespace}/${owner.kind}/${owner.metadata.name}`;
    const pod = podOf(owner, template) as Pod;
    return place(id, pod, owner.kind, Number((owner as { spec?: { replicas?: number } }).spec?.replicas ?? 1));
  });
  const made = new Set(own.map(({ owner }) => owner));
  const charts = chartFootprints.flatMap(({ workloads }) =>
    workloads.flatMap(({ namespace, name, kind, replicas = 1, labels, containers, hostNetwork }) => {
      const chart = `${namespace}/${name}`;
      const owner = Object.keys(ofCharts).find((id) => ofCharts[id] === chart) ?? `chart ${chart}`;
      made.add(owner);
      const ports = containers.flatMap((each) => each.ports.map(({ port }) => port));
      return place(
        owner,
        standIn({ namespace, name, labels: labels as Record<string, string>, ports, hostNetwork }),
        kind,
        replicas,
      );
    }),
  );
  const others = new Map(
    declared.filter(({ pods }) => !made.has(pods.id)).map((each) => [each.pods.id, each] as const),
  );
  const standIns = [...others].flatMap(([id, { pods, targets }]) => {
    const { namespace, name, labels, isOnHost } = pods;
    const ports = Object.values<PodPort>(pods.ports).map(({ port }) => port);
    const kind = typeof targets === 'number' ? 'Deployment' : 'DaemonSet';
    const workersOnly = targets === 'every-worker';
    return place(
      id,
      standIn({ namespace, name, labels, ports, hostNetwork: isOnHost, workersOnly }),
      kind,
      Number(targets) || 1,
    );
  });
  return { pods: [...own, ...charts, ...standIns], standIns: [...others.keys()].sort() };
}

interface StandIn {
  namespace: string;
  name: string;
  labels: Readonly<Record<string, string>>;
  ports: readonly number[];
  hostNetwork: boolean;
  workersOnly?: boolean;
}

function standIn({ namespace, name, labels, ports, hostNetwork, workersOnly }: StandIn): Pod {
  const container = {
    name: 'stand-in',
    image: 'stand-in',
    securityContext: restrictedContainer,
    ports: [...new Set(ports)].map((containerPort) => ({ containerPort })),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      hostNetwork,
      securityContext: restrictedPod,
      ...(!workersOnly && { tolerations: [{ operator: 'Exists' }] }),
      containers: [container],
    },
  } as unknown as Pod;
}

interface PlacedSpec {
  hostNetwork?: boolean;
  nodeSelector?: Record<string, string>;
  tolerations?: { key?: string; operator?: string }[];
}

/** Gives copies of a pod their blades in turn, or one to every blade that a DaemonSet may use. */
function placer(blades: readonly Node[]) {
  let next = 0;
  let lastAddress = 0;
  return (owner: string, pod: Pod, kind: string, replicas: number): PlacedPod[] => {
    const spec = pod.spec as PlacedSpec;
    const open = blades.filter((blade) => takes(blade, spec));
    const count = kind === 'DaemonSet' ? open.length : replicas;
    return Array.from({ length: count }, (_, i) => {
      const blade = open[kind === 'DaemonSet' ? i : next++ % open.length]!;
      const number = ++lastAddress;
      const address = spec.hostNetwork ? addressOf(blade) : `10.244.${Math.floor(number / 250)}.${(number % 250) + 1}`;
      const name = `${pod.metadata.name.slice(0, 50).replace(/-template$/, '')}-${i}`;
      const placed = {
        ...pod,
        metadata: { ...pod.metadata, name },
        spec: { ...pod.spec, nodeName: blade.metadata.name },
      } as Pod;
      return { owner, pod: placed, node: blade.metadata.name, address };
    });
  };
}

function takes({ metadata, spec }: Node, { nodeSelector = {}, tolerations = [] }: PlacedSpec): boolean {
  const { taints = [] } = spec as { taints?: { key: string }[] };
  const labels = metadata.labels ?? {};
  return (
    Object.entries(nodeSelector).every(([key, value]) => labels[key] === value) &&
    taints.every((taint) => tolerations.some(({ key }) => key === undefined || key === taint.key))
  );
}

export function addressOf({ status }: Node): string {
  const { addresses } = status as { addresses: { type: string; address: string }[] };
  return addresses.find(({ type }) => type === 'InternalIP')!.address;
}
