import type { Construct } from 'constructs';
import type { PodSecurityLevel } from './security';
import { type Exceptions, exceptionAnnotations } from './exceptions';
import { neverPruned } from './helm-release';
import { KitObject } from './kit-object';
import { dnsPods } from './network-policies';

/**
 * Closed by the app that also opens what Flux needs, in one Kustomization: a door shut before that would keep Flux from
 * ever bringing the rest.
 */
export const fluxNamespace = 'flux-system';

/**
 * A namespace of ours with its Pod Security level. Never pruned: deleting a namespace deletes all it holds, volumes
 * included.
 */
export function namespace(
  scope: Construct,
  { name, level, exceptions }: { name: string; level: PodSecurityLevel; exceptions?: Exceptions },
): void {
  const labels = Object.fromEntries(
    ['enforce', 'warn', 'audit'].map((mode) => [`pod-security.kubernetes.io/${mode}`, level]),
  );
  new KitObject(scope, `namespace-${name}`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels, annotations: { ...neverPruned, ...exceptionAnnotations(exceptions) } },
  });
}

/** Closes a namespace both ways: nothing in or out but what connections declare, and questions to the cluster's DNS. */
export function closed(scope: Construct, name: string): void {
  const policy = (policyName: string, spec: object) =>
    new KitObject(scope, `${policyName}-${name}`, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: policyName, namespace: name },
      spec,
    });
  policy('default-deny', { podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  policy('allow-dns', {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': dnsPods.namespace } },
            podSelector: { matchLabels: dnsPods.labels },
          },
        ],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
    ],
  });
}
