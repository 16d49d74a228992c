import { type Fault, add, all, set } from '../fault';

const pod = 'spec.template.spec';

/** Kinds of our own: where pods run and what they ask for. */
export const podFaults: readonly Fault[] = [
  // Where pods run, and how many of them.
  { kind: 'a pod tied to one blade by name', ...set('ml/Deployment/litellm', `${pod}.nodeName`, 'blade-04') },
  {
    kind: 'a Deployment that takes all its pods down to roll out',
    ...set('ml/Deployment/litellm', 'spec.strategy', { type: 'Recreate' }),
  },
  {
    kind: 'a roll-out that may take every pod at once',
    ...set('ml/Deployment/litellm', 'spec.strategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '100%', maxSurge: 0 },
    }),
  },
  { kind: 'no replica at all', ...set('ml/Deployment/litellm', 'spec.replicas', 0) },
  { kind: 'an even number of servers that vote', ...set('data/StatefulSet/redis', 'spec.replicas', 4) },
  {
    kind: 'a DaemonSet that spares the control plane',
    ...set('hardware/DaemonSet/node-exporter', `${pod}.tolerations`, []),
  },
  {
    kind: 'a DaemonSet that rolls one blade at a time',
    ...set('hardware/DaemonSet/node-exporter', 'spec.updateStrategy', {
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: 1 },
    }),
  },
  {
    kind: 'a pod that nothing keeps away from its twin',
    ...set('ml/Deployment/litellm', `${pod}.topologySpreadConstraints`, undefined),
  },
  {
    kind: 'a pod that wants a blade of another architecture',
    ...set('ml/Deployment/litellm', `${pod}.nodeSelector`, { 'kubernetes.io/arch': 'amd64' }),
  },
  {
    kind: 'affinity to a pod that is not there',
    ...set('ml/Deployment/litellm', `${pod}.affinity.podAffinity`, {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'nobody' } },
          topologyKey: 'kubernetes.io/hostname',
        },
      ],
    }),
  },
  { kind: 'batch in the class of data', ...set('PriorityClass/rackwright-batch', 'value', 2_000_000) },
  {
    kind: 'a class that every pod without one gets',
    ...set('PriorityClass/rackwright-data', 'globalDefault', true),
  },
  {
    kind: 'data in the class of batch',
    ...set('data/StatefulSet/minio', `${pod}.priorityClassName`, 'rackwright-batch'),
  },
  {
    kind: 'databases in the class of serving',
    ...set('data/Cluster/postgres', 'spec.priorityClassName', 'rackwright-serving'),
  },
  // What they ask for.
  {
    kind: 'memory that is ten times what is meant',
    ...all(
      set('monitoring/StatefulSet/prometheus', `${pod}.containers[prometheus].resources.requests.memory`, '15360Mi'),
      set('monitoring/StatefulSet/prometheus', `${pod}.containers[prometheus].resources.limits.memory`, '15360Mi'),
    ),
  },
  {
    kind: 'an init container that asks for more than a blade has',
    ...set('monitoring/Deployment/grafana', `${pod}.initContainers`, [
      {
        name: 'wait',
        image: 'docker.io/library/redis:8.10.1-alpine',
        resources: { requests: { cpu: '10m', memory: '64Gi' }, limits: { memory: '64Gi' } },
      },
    ]),
  },
  {
    kind: 'a limit range that shrinks every container',
    ...add(
      'namespaces',
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'small', namespace: 'ml' },
        spec: { limits: [{ type: 'Container', max: { memory: '128Mi' } }] },
      },
      'ml/LimitRange/small',
    ),
  },
  {
    kind: 'a quota of memory below what a namespace asks for',
    ...add(
      'namespaces',
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'memory', namespace: 'data' },
        spec: { hard: { 'requests.memory': '1Gi' } },
      },
      'data/ResourceQuota/memory',
    ),
  },
  { kind: 'no memory limit', ...set('ml/Deployment/litellm', `${pod}.containers[0].resources.limits`, undefined) },
  {
    kind: 'a cache in memory as large as the container',
    ...set('data/StatefulSet/redis', `${pod}.volumes[redis-tmp].emptyDir`, { medium: 'Memory', sizeLimit: '384Mi' }),
  },
];
