import { recordsOf } from '../manifest/field-path';
import { isEmptySelector } from '../manifest/labels';
import type { LabelSelector } from '../manifest/labels';
import { connectionFaults } from './connections';
import { ciliumPoliciesOf, ciliumPortsAllow, peerSelects, policiesOf, policyTypes, portsAllow } from './policy-match';
import type { PodGroup, RackObject, RackView } from './rack-view';
import type { Rule } from './rule';

/** Namespaces that stay open, each for a reason. */
const open: Readonly<Record<string, string>> = {
  'kube-system': 'Talos runs CoreDNS and the control plane there; a default deny would cut the cluster off from itself',
};

export const defaultDeny: Rule = {
  id: 'network/default-deny',
  level: 'error',
  why: 'Pods that no policy selects may talk to everything, and everything to them.',
  exceptable: true,
  check: (view) =>
    closedNamespaces(view).flatMap((namespace) => {
      const openWays = (['Ingress', 'Egress'] as const).filter(
        (direction) => !view.policies.some((policy) => policy.namespace === namespace && deniesAll(policy, direction)),
      );
      if (openWays.length === 0) return [];
      return [
        {
          object: `Namespace/${namespace}`,
          message: `has no default deny for ${openWays.join(' and ').toLowerCase()}`,
          fix: `add a NetworkPolicy with an empty podSelector and policyTypes ${openWays.join(', ')}, without rules`,
        },
      ];
    }),
};

/** Namespaces that we declare or that pods of ours live in. */
function closedNamespaces({ ofKind, workloads }: RackView): string[] {
  const declared = ofKind('Namespace').map(({ name }) => name);
  const used = workloads.map(({ namespace }) => namespace);
  return [...new Set([...declared, ...used])].filter((namespace) => !(namespace in open)).sort();
}

function deniesAll({ spec }: RackObject, direction: 'Ingress' | 'Egress'): boolean {
  const rules = recordsOf(direction === 'Ingress' ? spec.ingress : spec.egress);
  return (
    isEmptySelector((spec.podSelector ?? {}) as LabelSelector) &&
    policyTypes(spec).includes(direction) &&
    rules.length === 0
  );
}

export const dnsEgress: Rule = {
  id: 'network/dns',
  level: 'error',
  why: 'A pod that cannot ask DNS finds nobody: every connection by name fails after a long wait.',
  fixHint: 'let the pods of the namespace send UDP and TCP 53 to the k8s-app=kube-dns pods in kube-system',
  exceptable: true,
  check: (view) => {
    const server = view.podGroups.find(({ id }) => id === 'kube-system/Pods/kube-dns');
    const onHost = new Set(view.workloads.filter(({ template }) => template.spec.hostNetwork).map(({ id }) => id));
    return view.podGroups
      .filter(({ namespace, id }) => !(namespace in open) && !onHost.has(id))
      .flatMap((pods) => {
        const shut = (['UDP', 'TCP'] as const).filter(
          (protocol) => server && isShut(pods, server, { port: 53, protocol }, view),
        );
        if (shut.length === 0) return [];
        return [{ object: pods.id, message: `may not ask the cluster's DNS over ${shut.join(' and ')}` }];
      });
  },
};

/** Whether policies govern what leaves these pods and none lets this connection out. */
function isShut(pods: PodGroup, server: PodGroup, wanted: { port: number; protocol: string }, view: RackView): boolean {
  const policies = policiesOf(pods, 'Egress', view);
  if (policies.length === 0) return false;
  const allowed = policies.some(({ spec }) =>
    recordsOf(spec.egress).some(
      ({ to, ports }) =>
        (to === undefined || recordsOf(to).some((peer) => peerSelects(peer, pods.namespace, server, view))) &&
        portsAllow(ports, wanted, server),
    ),
  );
  const byCilium = ciliumPoliciesOf(pods, view).some(({ spec }) =>
    recordsOf(spec.egress).some((rule) => rule.toEndpoints !== undefined && ciliumPortsAllow(rule, wanted, server)),
  );
  return !allowed && !byCilium;
}

export const connections: Rule = {
  id: 'network/connection',
  level: 'error',
  why: 'Default deny shuts both ends: a connection that only one side allows hangs until it times out.',
  exceptable: false,
  check: connectionFaults,
};

export const networkRules: readonly Rule[] = [defaultDeny, dnsEgress, connections];
