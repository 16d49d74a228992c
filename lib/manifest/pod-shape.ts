import type { Shape } from './conform';
import { conform } from './conform';
import type { PodSpec } from './pod-spec';

const nameRef = { name: 'text', optional: 'flag' } as const;
const keyRef = { ...nameRef, key: 'text' } as const;
const withItems = { ...nameRef, items: [{ key: 'text' }] } as const;
const probe = { httpGet: {}, tcpSocket: {}, grpc: {} } as const;

const securityContext = {
  runAsNonRoot: 'flag',
  runAsUser: 'number',
  readOnlyRootFilesystem: 'flag',
  allowPrivilegeEscalation: 'flag',
  privileged: 'flag',
  capabilities: { add: ['text'], drop: ['text'] },
  seccompProfile: { type: 'text' },
} as const;

const container: Shape = {
  name: 'text',
  image: 'text',
  ports: [{ name: 'text', containerPort: 'number', hostPort: 'number', protocol: 'text' }],
  env: [{ name: 'text', valueFrom: { configMapKeyRef: keyRef, secretKeyRef: keyRef } }],
  envFrom: [{ configMapRef: nameRef, secretRef: nameRef }],
  volumeMounts: [{ name: 'text', mountPath: 'text', subPath: 'text', subPathExpr: 'text' }],
  resources: { requests: {}, limits: {} },
  securityContext,
  readinessProbe: probe,
  livenessProbe: probe,
  startupProbe: probe,
  lifecycle: { preStop: { sleep: { seconds: 'number' }, exec: { command: ['text'] } } },
  restartPolicy: 'text',
};

const requirements = [{ key: 'text', operator: 'text', values: ['text'] }] as const;

const podShape: Shape = {
  containers: [container],
  initContainers: [container],
  ephemeralContainers: [container],
  volumes: [
    {
      name: 'text',
      configMap: withItems,
      secret: { secretName: 'text', optional: 'flag', items: [{ key: 'text' }] },
      persistentVolumeClaim: { claimName: 'text' },
      hostPath: { path: 'text' },
      projected: { sources: [{ configMap: withItems, secret: withItems }] },
    },
  ],
  serviceAccountName: 'text',
  automountServiceAccountToken: 'flag',
  priorityClassName: 'text',
  hostNetwork: 'flag',
  hostPID: 'flag',
  hostIPC: 'flag',
  nodeSelector: {},
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: requirements }] },
    },
    podAntiAffinity: {},
  },
  topologySpreadConstraints: [{}],
  tolerations: [{ key: 'text', operator: 'text', effect: 'text', tolerationSeconds: 'number' }],
  imagePullSecrets: [{ name: 'text' }],
  terminationGracePeriodSeconds: 'number',
  securityContext,
};

/** A pod's spec of which every field that `PodSpec` names has the type that it says, or is absent. */
export function toPodSpec(value: unknown): PodSpec {
  return (conform(value, podShape) ?? {}) as PodSpec;
}
