import type { KubeObject } from '../../cluster/kube/object';

/** What is applied, and what had to differ from the generated objects, for the report. */
export interface Derived {
  objects: KubeObject[];
  /** `data/CiliumNetworkPolicy/postgres: …`. */
  differences: string[];
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
  toPorts?: { ports: { port: string; protocol: string }[] }[];
  [other: string]: unknown;
}

const apiServer = 'kube-apiserver';

/**
 * The NetworkPolicy that allows what a CiliumNetworkPolicy allows to and from the API server: the policy controller of
 * the box knows no entities. Other rules of Cilium's (names of the world, HTTP paths) have nobody who would keep them here.
 */
export function apiServerPolicy(policy: KubeObject, controlPlane: string): KubeObject | undefined {
  const { endpointSelector, egress = [], ingress = [] } = (policy as CiliumPolicy).spec;
  const peer = [{ ipBlock: { cidr: `${controlPlane}/32` } }];
  const rules = (all: CiliumRule[], side: 'toEntities' | 'fromEntities', key: 'to' | 'from') =>
    all.filter((rule) => rule[side]?.includes(apiServer)).map((rule) => ({ [key]: peer, ports: portsOf(rule) }));
  const [out, into] = [rules(egress, 'toEntities', 'to'), rules(ingress, 'fromEntities', 'from')];
  const policyTypes = [...(out.length > 0 ? ['Egress'] : []), ...(into.length > 0 ? ['Ingress'] : [])];
  if (policyTypes.length === 0) return undefined;
  const { name, namespace } = policy.metadata;
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `${name}-api-server`, ...(namespace && { namespace }) },
    spec: {
      podSelector: endpointSelector,
      policyTypes,
      ...(out.length > 0 && { egress: out }),
      ...(into.length > 0 && { ingress: into }),
    },
  } as KubeObject;
}

function portsOf({ toPorts = [] }: CiliumRule) {
  return toPorts.flatMap(({ ports }) => ports.map(({ port, protocol }) => ({ port: Number(port), protocol })));
}

/** A copy of PostgreSQL's Cluster that archives nothing: as long as no backup plugin runs it would never become healthy. */
export function withoutPlugins(cluster: KubeObject): KubeObject {
  const { plugins: _, ...spec } = (cluster as KubeObject & { spec: Record<string, unknown> }).spec;
  return { ...cluster, spec } as KubeObject;
}
