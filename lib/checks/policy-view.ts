import { oncePer } from './once-per';
import { recordOf, recordsOf } from '../manifest/field-path';
import type { LabelSelector } from '../manifest/labels';
import { selects, toSelector } from '../manifest/labels';
import type { CiliumPolicyView } from './cilium-policy';
import { toCiliumPolicies } from './cilium-policy';
import { type Homes, nameLabel } from './homes';
import type { PodGroup, RackObject, ObjectView } from './rack-view';

/** A NetworkPolicy, with every selector in it resolved to the pods it takes in. */
export interface PolicyView {
  object: RackObject;
  /** What it governs: `policyTypes`, or what the API server fills in. */
  types: readonly string[];
  podSelector?: LabelSelector;
  pods: ReadonlySet<PodGroup>;
  ingress: readonly PolicyRule[];
  egress: readonly PolicyRule[];
}

export interface PolicyRule {
  path: string;
  /** Ports as they stand; absent or empty means every port. */
  ports: unknown;
  /** Empty: everybody. */
  peers: readonly PolicyPeer[];
}

export interface PolicyPeer {
  path: string;
  /** Addresses, `192.168.1.0/24`; no pod is meant by them. */
  block?: string;
  /** Absent for address blocks. */
  podSelector?: LabelSelector;
  namespaceSelector?: LabelSelector;
  pods: ReadonlySet<PodGroup>;
}

export interface Policies {
  policies: readonly PolicyView[];
  cilium: readonly CiliumPolicyView[];
  /** Policies that choose these pods. */
  of(pods: PodGroup): readonly PolicyView[];
  ciliumOf(pods: PodGroup): readonly CiliumPolicyView[];
}

/** All policies of a rack; their selectors are resolved once, since several rules read them. */
export const policiesOf: (view: ObjectView) => Policies = oncePer(resolve);

function resolve(view: ObjectView): Policies {
  const homes = new Map<string, PodGroup[]>();
  for (const group of view.podGroups) {
    const neighbours = homes.get(group.namespace);
    if (neighbours) neighbours.push(group);
    else homes.set(group.namespace, [group]);
  }
  const policies = view.policies.map((policy) => toPolicy(policy, homes, view));
  const cilium = view.ciliumPolicies.flatMap((policy) => toCiliumPolicies(policy, homes, view));
  const byPods = byGroup(policies);
  const ciliumByPods = byGroup(cilium);
  return {
    policies,
    cilium,
    of: (pods) => byPods.get(pods) ?? [],
    ciliumOf: (pods) => ciliumByPods.get(pods) ?? [],
  };
}

function byGroup<T extends { pods: ReadonlySet<PodGroup> }>(policies: readonly T[]): Map<PodGroup, T[]> {
  const index = new Map<PodGroup, T[]>();
  for (const policy of policies) {
    for (const group of policy.pods) {
      const others = index.get(group);
      if (others) others.push(policy);
      else index.set(group, [policy]);
    }
  }
  return index;
}

function toPolicy(object: RackObject, homes: Homes, view: ObjectView): PolicyView {
  const { spec, namespace = 'default' } = object;
  const podSelector = toSelector(spec.podSelector);
  const rules = (direction: 'ingress' | 'egress', side: 'from' | 'to') =>
    recordsOf(spec[direction]).map((rule, i) => {
      const path = `spec.${direction}[${i}]`;
      const peers = recordsOf(rule[side]).map((peer, j) =>
        toPeer(peer, `${path}.${side}[${j}]`, namespace, homes, view),
      );
      return { path, ports: rule.ports, peers };
    });
  return {
    object,
    types: policyTypes(spec),
    podSelector,
    pods: new Set((homes.get(namespace) ?? []).filter(({ labels }) => selects(podSelector, labels))),
    ingress: rules('ingress', 'from'),
    egress: rules('egress', 'to'),
  };
}

/**
 * Ingress always, Egress when there are egress rules: what the API server fills in for absent `policyTypes`. Cilium
 * enforces rules of a direction that they leave out, too, though Kubernetes says that those have no effect.
 */
function policyTypes({ policyTypes: types, ingress, egress }: Record<string, unknown>): string[] {
  const stated = Array.isArray(types) ? types.map(String) : ['Ingress'];
  const byRules = [recordsOf(ingress).length > 0 ? 'Ingress' : '', recordsOf(egress).length > 0 ? 'Egress' : ''];
  return [...new Set([...stated, ...byRules])].filter((type) => type !== '');
}

function toPeer(peer: Record<string, unknown>, path: string, home: string, homes: Homes, view: ObjectView): PolicyPeer {
  if (peer.ipBlock !== undefined) return { path, block: String(recordOf(peer.ipBlock).cidr), pods: new Set() };
  const podSelector = toSelector(peer.podSelector);
  const namespaceSelector = toSelector(peer.namespaceSelector);
  const near = namespaceSelector ? namespacesOf(namespaceSelector, homes, view) : [home];
  const pods = near
    .flatMap((namespace) => homes.get(namespace) ?? [])
    .filter(({ labels }) => podSelector === undefined || selects(podSelector, labels));
  return { path, podSelector, namespaceSelector, pods: new Set(pods) };
}

/** Namespaces with pods that a selector takes in. Nearly all select by name, so that needs no look at the others. */
function namespacesOf(selector: LabelSelector, homes: Homes, view: ObjectView): string[] {
  const name = selector.matchLabels?.[nameLabel];
  const candidates = name === undefined ? [...homes.keys()] : homes.has(name) ? [name] : [];
  return candidates.filter((namespace) => {
    const { metadata } = view.find('Namespace', undefined, namespace)?.object?.manifest ?? {};
    return selects(selector, { ...metadata?.labels, [nameLabel]: namespace });
  });
}
