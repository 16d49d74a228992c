import type { Manifest } from '../../../lib/manifest/manifest';
import { seeded } from '../../../lib/placement/random';

/** A small world: pods of three namespaces, one of which has labels of its own. */
export const namespaces = ['data', 'ml', 'web'].map((name): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...(name === 'web' && { labels: { zone: 'outer' } }) },
}));

export const pods: readonly { name: string; namespace: string; labels: Record<string, string> }[] = [
  { name: 'redis', namespace: 'data', labels: { app: 'redis', tier: 'data' } },
  { name: 'postgres', namespace: 'data', labels: { app: 'postgres', tier: 'data' } },
  { name: 'chat', namespace: 'ml', labels: { app: 'chat' } },
  { name: 'gateway', namespace: 'ml', labels: { app: 'gateway', tier: 'data' } },
  { name: 'site', namespace: 'web', labels: { app: 'site' } },
];

const everyPod = { matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'Exists' }] };
const entities = ['all', 'cluster', 'world', 'host', 'remote-node', 'kube-apiserver', 'ingress'];

/** Policies of both kinds as nobody would write them by hand: what a rule may leave out is left out now and then. */
export function randomPolicies(seed: number): Manifest[] {
  const random = seeded(seed);
  const chance = (share: number) => random() < share;
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const some = <T>(most: number, make: () => T): T[] => Array.from({ length: Math.floor(random() * (most + 1)) }, make);
  const labels = () => one([{}, { app: one(pods).labels['app'] }, { tier: 'data' }]);
  const selector = () =>
    one([
      { matchLabels: labels() },
      { matchExpressions: [{ key: 'tier', operator: one(['Exists', 'DoesNotExist']) }] },
      { matchExpressions: [{ key: 'app', operator: one(['In', 'NotIn']), values: ['redis', 'chat'] }] },
    ]);
  const number = () => one([80, 443, 6379]);
  const protocol = () => one(['TCP', 'TCP', 'UDP']);

  const plainPort = () =>
    one([{ port: number(), protocol: protocol() }, { protocol: 'TCP' }, { port: 100, endPort: 500 }]);
  const plainPeer = () =>
    one<object>([
      { podSelector: selector() },
      {
        namespaceSelector: one([
          {},
          { matchLabels: { 'kubernetes.io/metadata.name': 'ml' } },
          { matchLabels: { zone: 'outer' } },
        ]),
      },
      { namespaceSelector: {}, podSelector: selector() },
      { ipBlock: { cidr: '0.0.0.0/0' } },
    ]);
  const plainRule = (side: string) => ({
    ...(chance(0.8) && { [side]: some(2, plainPeer) }),
    ...(chance(0.7) && { ports: some(2, plainPort) }),
  });
  const plain = (): Record<string, unknown> => ({
    podSelector: selector(),
    ...(chance(0.7) && { policyTypes: one([['Ingress'], ['Egress'], ['Ingress', 'Egress']]) }),
    ...(chance(0.7) && { ingress: some(2, () => plainRule('from')) }),
    ...(chance(0.7) && { egress: some(2, () => plainRule('to')) }),
  });

  const ciliumSelector = () =>
    one<object>([
      selector(),
      { matchLabels: { ...labels(), 'k8s:io.kubernetes.pod.namespace': one(['data', 'ml', 'web']) } },
      { matchLabels: { 'k8s:io.cilium.k8s.namespace.labels.zone': 'outer' } },
      { matchExpressions: [{ key: 'k8s:io.kubernetes.pod.namespace', operator: 'In', values: ['ml', 'web'] }] },
    ]);
  const ciliumPort = () =>
    one([
      { port: String(number()), protocol: one(['TCP', 'ANY', 'UDP']) },
      { port: '100', endPort: 500 },
    ]);
  const ciliumRule = (side: string): Record<string, unknown> => {
    if (chance(0.08)) return {};
    const peers = one<object>([
      { [`${side}Endpoints`]: some(2, ciliumSelector) },
      { [`${side}Endpoints`]: [ciliumSelector()] },
      { [`${side}Entities`]: [one(entities)] },
      { [`${side}CIDR`]: ['0.0.0.0/0'] },
      {},
    ]);
    return { ...peers, ...(chance(0.7) && { toPorts: [{ ports: [ciliumPort(), ciliumPort()] }] }) };
  };
  const cilium = (): Record<string, unknown> => ({
    endpointSelector: selector(),
    ...(chance(0.2) && { enableDefaultDeny: { ingress: chance(0.5), egress: chance(0.5) } }),
    ingress: [ciliumRule('from'), ...some(1, () => ciliumRule('from'))],
    egress: some(2, () => ciliumRule('to')),
    ...(chance(0.2) && { ingressDeny: [ciliumRule('from')] }),
    ...(chance(0.2) && { egressDeny: [ciliumRule('to')] }),
  });

  const all = Array.from({ length: 5 }, (_, index): Manifest => {
    const name = `policy-${index}`;
    if (chance(0.4))
      return {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name, namespace: one(pods).namespace },
        spec: plain(),
      };
    const isWide = chance(0.2);
    return {
      apiVersion: 'cilium.io/v2',
      kind: isWide ? 'CiliumClusterwideNetworkPolicy' : 'CiliumNetworkPolicy',
      metadata: { name, ...(!isWide && { namespace: one(pods).namespace }) },
      // A wide one that names no namespace would choose even what is no pod.
      spec: isWide ? { ...cilium(), endpointSelector: everyPod } : cilium(),
    };
  });
  return all;
}
