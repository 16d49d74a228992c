import { recordOf, recordsOf } from '../manifest/field-path';
import type { LabelSelector, Labels } from '../manifest/labels';
import { selects } from '../manifest/labels';
import type { PodGroup, RackObject, RackView } from './rack-view';

/** Labels of a namespace, with the name label that the API server puts on every one. */
export function namespaceLabels(namespace: string, view: RackView): Labels {
  const { metadata } = view.find('Namespace', undefined, namespace)?.object?.manifest ?? {};
  return { ...metadata?.labels, 'kubernetes.io/metadata.name': namespace };
}

/** Whether a peer of a NetworkPolicy in `home` takes pods with these labels in. */
export function peerSelects(
  peer: Record<string, unknown>,
  home: string,
  pods: Pick<PodGroup, 'namespace' | 'labels'>,
  view: RackView,
): boolean {
  if (peer.ipBlock !== undefined) return false;
  const { podSelector, namespaceSelector } = peer as Record<string, LabelSelector | undefined>;
  const inNamespace =
    namespaceSelector === undefined
      ? pods.namespace === home
      : selects(namespaceSelector, namespaceLabels(pods.namespace, view));
  return inNamespace && (podSelector === undefined || selects(podSelector, pods.labels));
}

export function podsOfPeer(peer: Record<string, unknown>, home: string, view: RackView): PodGroup[] {
  return view.podGroups.filter((group) => peerSelects(peer, home, group, view));
}

/** NetworkPolicies that choose these pods and govern the direction. */
export function policiesOf(pods: PodGroup, direction: 'Ingress' | 'Egress', view: RackView): RackObject[] {
  return view.policies.filter(
    ({ namespace, spec }) =>
      namespace === pods.namespace &&
      policyTypes(spec).includes(direction) &&
      selects(spec.podSelector as LabelSelector | undefined, pods.labels),
  );
}

/** `policyTypes`, or what the API server fills in: Ingress always, Egress when there are egress rules. */
export function policyTypes(spec: Record<string, unknown>): string[] {
  if (Array.isArray(spec.policyTypes)) return spec.policyTypes.map(String);
  return recordsOf(spec.egress).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

/** CiliumNetworkPolicies that choose these pods; Cilium's labels may carry their source as a prefix. */
export function ciliumPoliciesOf(pods: PodGroup, view: RackView): RackObject[] {
  return view.ciliumPolicies.filter(
    ({ namespace, spec }) =>
      (namespace === undefined || namespace === pods.namespace) &&
      selects(plainLabels(spec.endpointSelector), ciliumLabels(pods)),
  );
}

/** Labels that Cilium gives an endpoint beside its own, of which policies name the namespace. */
export function ciliumLabels({ namespace, labels }: Pick<PodGroup, 'namespace' | 'labels'>): Labels {
  return { ...labels, 'io.kubernetes.pod.namespace': namespace };
}

/** A Cilium selector without the `k8s:` that says where a label comes from. */
export function plainLabels(selector: unknown): LabelSelector | undefined {
  if (typeof selector !== 'object' || selector === null) return undefined;
  const plain = (key: string) => key.replace(/^(k8s|any):/, '');
  const { matchLabels, matchExpressions } = selector as LabelSelector;
  return {
    matchLabels: Object.fromEntries(Object.entries(matchLabels ?? {}).map(([key, value]) => [plain(key), value])),
    matchExpressions: (matchExpressions ?? []).map((one) => ({ ...one, key: plain(one.key) })),
  };
}

export interface WantedPort {
  port: number;
  protocol: string;
}

/** Whether a rule's ports let one through; no ports at all let every one through. Names are looked up at the listener. */
export function portsAllow(ports: unknown, wanted: WantedPort, listener: PodGroup | undefined): boolean {
  const list = recordsOf(ports);
  if (list.length === 0) return true;
  return list.some(({ port, endPort, protocol }) => {
    if (protocol !== 'ANY' && String(protocol ?? 'TCP') !== wanted.protocol) return false;
    const number = Number(port);
    if (Number.isNaN(number)) {
      return listener?.ports?.some((own) => own.name === port && own.port === wanted.port) ?? false;
    }
    if (typeof endPort === 'number') return number <= wanted.port && wanted.port <= endPort;
    return port === undefined || number === 0 || number === wanted.port;
  });
}

/** Ports of a Cilium rule stand one level deeper; a rule without `toPorts` lets every port through. */
export function ciliumPortsAllow(rule: Record<string, unknown>, wanted: WantedPort, listener?: PodGroup): boolean {
  const toPorts = recordsOf(rule.toPorts);
  return toPorts.length === 0 || toPorts.some((entry) => portsAllow(recordOf(entry).ports, wanted, listener));
}
