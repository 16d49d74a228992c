import { isEmptySelector } from '../manifest/labels';
import { connectionFaults } from './connections';
import { httpRules, letsOut, passesUnjudged } from './policy-match';
import type { PolicyView } from './policy-view';
import { policiesOf } from './policy-view';
import type { RackView } from './rack-view';
import type { Rule } from './rule';

/** Namespaces that stay open, each for a reason. */
const open: Readonly<Record<string, string>> = {
  'kube-system': 'Talos runs CoreDNS and the control plane there; a default deny would cut the cluster off from itself',
};

export const defaultDeny: Rule = {
  id: 'network/default-deny',
  level: 'error',
  why: 'Pods that no policy selects may talk to everything, and everything to them.',
  fixHint: 'add a NetworkPolicy with an empty podSelector and both policyTypes, without rules',
  exceptable: true,
  check: (view) => {
    const own = (namespace: string) => policiesOf(view).policies.filter(({ object }) => object.namespace === namespace);
    return closedNamespaces(view).flatMap((namespace) => {
      const openWays = (['Ingress', 'Egress'] as const).filter(
        (direction) => !own(namespace).some((policy) => deniesAll(policy, direction)),
      );
      if (openWays.length === 0) return [];
      return [
        {
          object: `Namespace/${namespace}`,
          message: `has no default deny for ${openWays.join(' and ').toLowerCase()}`,
          fix: `add a NetworkPolicy with an empty podSelector and policyTypes ${openWays.join(', ')}, without rules`,
        },
      ];
    });
  },
};

/** Namespaces that we declare or that pods of ours live in. */
function closedNamespaces({ ofKind, workloads }: RackView): string[] {
  const declared = ofKind('Namespace').map(({ name }) => name);
  const used = workloads.map(({ namespace }) => namespace);
  return [...new Set([...declared, ...used])].filter((namespace) => !(namespace in open)).sort();
}

function deniesAll({ types, podSelector = {}, ...rules }: PolicyView, direction: 'Ingress' | 'Egress'): boolean {
  const own = direction === 'Ingress' ? rules.ingress : rules.egress;
  return isEmptySelector(podSelector) && types.includes(direction) && own.length === 0;
}

export const dnsEgress: Rule = {
  id: 'network/dns',
  level: 'error',
  why: 'A pod that cannot ask DNS resolves no name: every connection by name fails after a long wait.',
  fixHint: 'let the pods of the namespace send UDP and TCP 53 to the k8s-app=kube-dns pods in kube-system',
  exceptable: true,
  check: (view) => {
    const server = view.podGroups.find(({ id }) => id === 'kube-system/Pods/kube-dns');
    return view.podGroups
      .filter(({ namespace, isOnHost }) => !(namespace in open) && !isOnHost)
      .flatMap((pods) => {
        const shut = (['UDP', 'TCP'] as const).filter(
          (protocol) => server && !letsOut(pods, server, { port: 53, protocol }, view),
        );
        if (shut.length === 0) return [];
        return [{ object: pods.id, message: `may not ask the cluster's DNS over ${shut.join(' and ')}` }];
      });
  },
};

export const connections: Rule = {
  id: 'network/connection',
  level: 'error',
  why: 'Default deny shuts both ends: a connection that only one side allows hangs until it times out.',
  fixHint: 'allow the port in the policies of both sides; connectsTo() does',
  exceptable: false,
  check: connectionFaults,
};

export const httpJudged: Rule = {
  id: 'network/http-unjudged',
  level: 'error',
  why: 'Policies add up: where another one lets the same client in on the same port, every request passes.',
  fixHint: 'let clients of an HTTP port in by the CiliumNetworkPolicy alone; connectsTo() does',
  exceptable: false,
  check: (view) =>
    httpRules(view).flatMap((rule) => {
      const by = passesUnjudged(rule, view);
      if (by === undefined) return [];
      const { object, path, client, server, port, protocol } = rule;
      return [
        {
          object,
          path,
          message: `has no effect for ${client.id}: ${by} lets it in to ${server.id} on ${port}/${protocol} whatever it asks`,
          fix: `take ${port}/${protocol} for it out of ${by}`,
        },
      ];
    }),
};

export const networkRules: readonly Rule[] = [defaultDeny, dnsEgress, connections, httpJudged];
