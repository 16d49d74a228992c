import type { KubeObject } from '../../cluster/kube/object';
import { offsiteHost, outside } from '../box/outside';
import type { Certificate } from './certificates';

/** What is applied, and what had to differ from the generated objects, for the report. */
export interface Derived {
  objects: KubeObject[];
  /** `data/CiliumNetworkPolicy/postgres: …`. */
  differences: string[];
  /** Certificates, which the box signs itself. */
  certificates: Certificate[];
}

interface CiliumPolicy extends KubeObject {
  spec: {
    endpointSelector: unknown;
    egress?: CiliumRule[];
    ingress?: CiliumRule[];
  };
}

interface CiliumRule {
  toEntities?: string[];
  fromEntities?: string[];
  toEndpoints?: Selector[];
  fromEndpoints?: Selector[];
  toFQDNs?: { matchName?: string }[];
  toPorts?: { ports: { port: string; protocol: string }[] }[];
}

interface Selector {
  matchLabels: Record<string, string>;
}

/** Where Cilium's entities are in a box. */
export interface Peers {
  /** The API server: `192.168.1.10`. */
  controlPlane: string;
  /** Blades and their control plane: `192.168.1.0/24`. */
  nodes: string;
  /** The box's receiver of messages stands in for names outside of the rack, but for those of `outside.ts`. */
  gateway: string;
}

const namespaceLabel = 'k8s:io.kubernetes.pod.namespace';

/**
 * The NetworkPolicy that allows what a CiliumNetworkPolicy allows: to and from the API server, blades, pods, and names of
 * the world, for which the gateway stands. The policy controller of the box knows no entities and no names, and reads no
 * HTTP paths and DNS questions: where Cilium looks into a connection, here it passes whole. Rules about other entities
 * (the ingress) have nobody in the box.
 */
export function policyOf(policy: KubeObject, peers: Peers): KubeObject | undefined {
  const { endpointSelector, egress = [], ingress = [] } = (policy as CiliumPolicy).spec;
  const out = egress.flatMap((rule) => ruleOf('to', peersOf(rule, peers), rule));
  const into = ingress.flatMap((rule) => ruleOf('from', peersOf(rule, peers), rule));
  const policyTypes = [...(out.length > 0 ? ['Egress'] : []), ...(into.length > 0 ? ['Ingress'] : [])];
  if (policyTypes.length === 0) return undefined;
  const { name, namespace } = policy.metadata;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}-cilium`, ...(namespace && { namespace }) },
    spec: {
      podSelector: endpointSelector,
      policyTypes,
      ...(out.length > 0 && { egress: out }),
      ...(into.length > 0 && { ingress: into }),
    },
  } as KubeObject;
}

function ruleOf(side: 'to' | 'from', peers: object[], { toPorts = [] }: CiliumRule): object[] {
  if (peers.length === 0) return [];
  const ports = toPorts.flatMap(({ ports }) =>
    ports.flatMap(({ port, protocol }) =>
      (protocol === 'ANY' ? ['UDP', 'TCP'] : [protocol]).map((each) => ({ port: Number(port), protocol: each })),
    ),
  );
  return [{ [side]: peers, ports }];
}

function peersOf(rule: CiliumRule, { controlPlane, nodes, gateway }: Peers): object[] {
  const block = (cidr: string) => ({ ipBlock: { cidr } });
  const entities: Record<string, object | object[]> = {
    'kube-apiserver': block(`${controlPlane}/32`),
    host: block(nodes),
    'remote-node': block(nodes),
    world: Object.values(outside).map((address) => block(`${address}/32`)),
  };
  return [
    ...[...(rule.toEntities ?? []), ...(rule.fromEntities ?? [])].flatMap((name) => entities[name] ?? []),
    ...[...(rule.toEndpoints ?? []), ...(rule.fromEndpoints ?? [])].flatMap(({ matchLabels }) => {
      const { [namespaceLabel]: namespace, ...labels } = matchLabels;
      if (namespace === undefined) return []; // entities by label, as Cilium's own ingress: nobody here
      return {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        podSelector: { matchLabels: labels },
      };
    }),
    ...[...new Set((rule.toFQDNs ?? []).map(({ matchName = '' }) => outside[matchName] ?? gateway))].map((address) =>
      block(`${address}/32`),
    ),
  ];
}

/** A copy of PostgreSQL's Cluster that archives nothing: as long as no backup plugin runs it would never become healthy. */
export function withoutPlugins(cluster: KubeObject): KubeObject {
  const { plugins: _, ...spec } = (cluster as KubeObject & { spec: Record<string, unknown> }).spec;
  return { ...cluster, spec } as KubeObject;
}

/** A copy in which everything that leads to the provider's store speaks plain HTTP to it, at the same port. */
export function withPlainStore(object: KubeObject): KubeObject {
  const text = JSON.stringify(object).replaceAll(`"https://${offsiteHost}"`, `"http://${offsiteHost}:443"`);
  return JSON.parse(text) as KubeObject;
}

/** A copy of a Secret in which every URL leads to the box's receiver instead, by a path that tells the keys apart. */
export function withOwnReceiver(secret: KubeObject, gateway: string): KubeObject {
  const { stringData = {}, ...rest } = secret as KubeObject & { stringData?: Record<string, string> };
  const told = Object.entries(stringData).map(([key, value]) => [
    key,
    /^https?:/.test(value) ? `http://${gateway}:443/${key}` : value,
  ]);
  return { ...rest, stringData: Object.fromEntries(told) as Record<string, string> } as KubeObject;
}
