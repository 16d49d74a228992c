import { tierMark } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';

interface SamplePods {
  name: string;
  app: string;
  tier: string;
  priorityClass: string;
  tolerationSeconds?: number;
  containers: Record<string, unknown>[];
  /** More of the pod's spec. */
  spec?: Record<string, unknown>;
  annotations?: Record<string, string>;
}

/** A pod template that keeps every rule, around the containers given. */
export function samplePods({ name, app, tier, priorityClass, tolerationSeconds, ...rest }: SamplePods) {
  return {
    metadata: {
      labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': app, ...tierMark.as(tier) },
      ...(rest.annotations && { annotations: rest.annotations }),
    },
    spec: {
      serviceAccountName: name,
      automountServiceAccountToken: false,
      priorityClassName: priorityClass,
      terminationGracePeriodSeconds: 30,
      securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
      ...(tolerationSeconds !== undefined && {
        tolerations: ['not-ready', 'unreachable'].map((state) => ({
          key: `node.kubernetes.io/${state}`,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds,
        })),
      }),
      containers: rest.containers.map((container) => ({
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        ...container,
      })),
      ...rest.spec,
    },
  };
}

export function sampleSelector(name: string) {
  return { matchLabels: { 'app.kubernetes.io/name': name } };
}

export const onePerBlade = (name: string) => ({
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'kubernetes.io/hostname', labelSelector: sampleSelector(name) },
    ],
  },
});

/** A policy of one group of pods; `from` and `to` are pods by name and namespace. */
export function samplePolicy(
  namespace: string,
  name: string,
  { from = [], to = [] }: { from?: SamplePeer[]; to?: SamplePeer[] },
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name },
    spec: {
      podSelector: sampleSelector(name),
      policyTypes: ['Ingress', 'Egress'],
      ingress: from.map((peer) => ({ from: [selectorOf(peer)], ports: [portOf(peer)] })),
      egress: to.map((peer) => ({ to: [selectorOf(peer)], ports: [portOf(peer)] })),
    },
  };
}

export interface SamplePeer {
  namespace: string;
  labels: Record<string, string>;
  port: number | string;
}

function selectorOf({ namespace, labels }: SamplePeer) {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: labels },
  };
}

function portOf({ port }: SamplePeer) {
  return { port, protocol: 'TCP' };
}
