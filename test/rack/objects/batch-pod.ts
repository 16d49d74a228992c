import type { KubeObject } from '../../cluster/kube/object';
import { clientImage } from '../data-apps';

interface BatchPod {
  /** Name of the pod, its label and its container. */
  name: string;
  /** Blade that it is bound to. */
  blade: string;
  command: string[];
  /** Of its memory; it asks for 64Mi. */
  memoryLimit: string;
  /** A folder to write in, at `/scratch`. @default none, and a root that it may write on */
  scratch?: { sizeLimit?: string };
}

/** A pod of the lowest class, of those that are to go first when a blade has too little. */
export function batchPod({ name, blade, command, memoryLimit, scratch }: BatchPod): KubeObject {
  const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const container = {
    name,
    image: clientImage,
    imagePullPolicy: 'IfNotPresent',
    command,
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: memoryLimit } },
    securityContext: scratch ? { ...securityContext, readOnlyRootFilesystem: true } : securityContext,
    ...(scratch && { volumeMounts: [{ name: 'scratch', mountPath: '/scratch' }] }),
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'ml', labels: { 'app.kubernetes.io/name': name } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      priorityClassName: 'rackwright-batch',
      nodeSelector: { 'kubernetes.io/hostname': blade },
      terminationGracePeriodSeconds: 1,
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [container],
      ...(scratch && { volumes: [{ name: 'scratch', emptyDir: scratch }] }),
    },
  } as unknown as KubeObject;
}
