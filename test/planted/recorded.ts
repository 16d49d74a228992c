import { fanChipMark, quorumMark } from '../../lib/facts/marks';
import { fieldOf } from '../../lib/manifest/field-path';
import { type Fault, add, all, drop, replace, set } from './fault';

const pod = 'spec.template.spec';
const quorum = fieldOf('metadata.annotations', quorumMark.key);
const nodeDead = (seconds: number) =>
  ['not-ready', 'unreachable'].map((state) => ({
    key: `node.kubernetes.io/${state}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds: seconds,
  }));
const staysADay = (id: string) => set(id, `${pod}.tolerations`, nodeDead(86_400));

/** Kinds that a review of bench and judges once planted, most of which nobody noticed then. */
export const recordedFaults: readonly Fault[] = [
  {
    kind: 'a storage class that does not exist',
    ...set('monitoring/StatefulSet/tempo', 'spec.volumeClaimTemplates[0].spec.storageClassName', 'longhorn-fast'),
  },
  {
    kind: 'one host port in two DaemonSets',
    says: /host-ports/,
    ...all(
      set('hardware/DaemonSet/device-plugin', `${pod}.containers[0].ports[9]`, {
        name: 'nine',
        containerPort: 9100,
        hostPort: 9100,
        protocol: 'TCP',
      }),
    ),
  },
  {
    kind: 'a ServiceAccount that nobody makes',
    ...set('monitoring/Deployment/unpoller', `${pod}.serviceAccountName`, 'nobody'),
  },
  {
    kind: 'a quota of one pod in a namespace of two',
    ...add(
      'metrics-server',
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'q', namespace: 'metrics-server' },
        spec: { hard: { pods: '1' } },
      },
      'metrics-server/ResourceQuota/q',
    ),
  },
  {
    kind: 'a namespace that forbids the privileged pods of its chart',
    ...set('Namespace/longhorn-system', 'metadata.labels["pod-security.kubernetes.io/enforce"]', 'restricted'),
  },
  {
    kind: 'a spread over more blades than there are',
    ...set('monitoring/Deployment/grafana', `${pod}.topologySpreadConstraints`, [
      {
        maxSkew: 1,
        minDomains: 30,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } },
      },
    ]),
  },
  {
    kind: 'a webhook that nobody answers and that stops everything',
    ...add(
      'namespaces',
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'ValidatingWebhookConfiguration',
        metadata: { name: 'hook' },
        webhooks: [
          {
            name: 'h.example.org',
            admissionReviewVersions: ['v1'],
            sideEffects: 'None',
            failurePolicy: 'Fail',
            clientConfig: { service: { name: 'nobody', namespace: 'monitoring' } },
            rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }],
          },
        ],
      },
      'ValidatingWebhookConfiguration/hook',
    ),
  },
  {
    kind: 'a suspended Kustomization',
    ...set('flux-system/Kustomization/open-webui', 'spec.suspend', true),
  },
  {
    kind: 'Kustomizations that wait for one another',
    ...all(
      set('flux-system/Kustomization/embeddings', 'spec.dependsOn', [{ name: 'model-cache' }]),
      set('flux-system/Kustomization/model-cache', 'spec.dependsOn', [{ name: 'embeddings' }]),
    ),
  },
  {
    kind: 'a namespace that forbids the pods of its own DaemonSets',
    ...set('Namespace/hardware', 'metadata.labels["pod-security.kubernetes.io/enforce"]', 'restricted'),
  },
  {
    kind: 'as many replicas as blades, each on one of its own',
    by: { scenario: '3', says: /kube-state-metrics (?:has 16 of 17 pods while|did not land the commit)/ },
    ...all(
      set('monitoring/Deployment/kube-state-metrics', 'spec.replicas', 17),
      add(
        'kube-state-metrics',
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name: 'kube-state-metrics', namespace: 'monitoring' },
          spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'kube-state-metrics' } } },
        },
        '',
      ),
      set('monitoring/Deployment/kube-state-metrics', `${pod}.affinity`, {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'kube-state-metrics' } },
              topologyKey: 'kubernetes.io/hostname',
            },
          ],
        },
      }),
    ),
  },
  {
    kind: 'the only volume of a set of one on one disk',
    ...all(
      set('monitoring/StatefulSet/tempo', 'spec.volumeClaimTemplates[0].spec.storageClassName', 'node-local'),
      set('monitoring/PersistentVolumeClaim/data-tempo-0', 'spec.storageClassName', 'node-local'),
      set('flux-system/Kustomization/tempo', 'spec.dependsOn[9]', { name: 'node-local' }),
    ),
  },
  {
    kind: 'a set whose members need one another is started one by one',
    ...set('data/StatefulSet/minio', 'spec.podManagementPolicy', 'OrderedReady'),
  },
  {
    kind: 'servers that stay a day on a dead blade',
    ...all(
      staysADay('monitoring/Deployment/otel-collector'),
      staysADay('monitoring/Deployment/blackbox-exporter'),
      staysADay('monitoring/Deployment/unpoller'),
    ),
  },
  {
    kind: 'a budget that selects nothing',
    ...set('ml/PodDisruptionBudget/litellm', 'spec.selector.matchLabels', { 'app.kubernetes.io/name': 'nothing' }),
  },
  {
    kind: 'a quorum stated too low, and a budget that fits it',
    ...all(set('data/StatefulSet/redis', quorum, '1'), set('data/PodDisruptionBudget/redis', 'spec.maxUnavailable', 2)),
  },
  {
    kind: 'a quorum of nobody, and a budget that spares nobody',
    ...all(
      set('ml/StatefulSet/open-webui', quorum, '0'),
      set('ml/PodDisruptionBudget/open-webui', 'spec.maxUnavailable', '100%'),
    ),
  },
  {
    kind: 'an app that depends on a set of one',
    ...set('flux-system/Kustomization/chat-large', 'spec.dependsOn[0]', { name: 'tempo' }),
  },
  {
    kind: 'a budget over the one pod of a set',
    ...add(
      'tempo',
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'tempo', namespace: 'monitoring' },
        spec: { maxUnavailable: 0, selector: { matchLabels: { 'app.kubernetes.io/name': 'tempo' } } },
      },
      'monitoring/PodDisruptionBudget/tempo',
    ),
  },
  {
    kind: 'a class of data that pushes nobody aside',
    ...set('PriorityClass/rackwright-data', 'preemptionPolicy', 'Never'),
  },
  {
    kind: 'a serving app in a class of the node',
    ...set('monitoring/Deployment/grafana', `${pod}.priorityClassName`, 'system-node-critical'),
  },
  { kind: 'an app that prunes nothing', ...set('flux-system/Kustomization/unpoller', 'spec.prune', false) },
  {
    kind: 'a key in the items of a ConfigMap volume that is not there',
    says: /config-map/,
    ...set('data/StatefulSet/redis', `${pod}.volumes[config].configMap.items`, [
      { key: 'redis.cnf', path: 'redis.conf' },
    ]),
  },
  {
    kind: 'a key in a projected Secret that is not there',
    ...set('data/StatefulSet/redis', `${pod}.volumes[secret-redis-users]`, {
      name: 'secret-redis-users',
      projected: { sources: [{ secret: { name: 'redis-users', items: [{ key: 'nobody', path: 'nobody' }] } }] },
    }),
  },
  { kind: 'a paused Deployment', ...set('monitoring/Deployment/grafana', 'spec.paused', true) },
  {
    kind: 'a program without its rights',
    ...all(drop('ClusterRoleBinding/monitoring-kube-state-metrics', 'monitoring/Deployment/kube-state-metrics')),
  },
  {
    kind: 'a CronJob that names a Secret nobody makes',
    ...set('ml/CronJob/vector-maintenance', 'spec.jobTemplate.spec.template.spec.containers[0].envFrom', [
      { secretRef: { name: 'nowhere' } },
    ]),
  },
  {
    kind: 'a release whose chart has no source',
    ...set('kube-system/HelmRelease/cilium', 'spec.chartRef.name', 'nowhere'),
  },
  {
    kind: 'values from a ConfigMap that nobody makes',
    ...set('kube-system/HelmRelease/cilium', 'spec.valuesFrom', [{ kind: 'ConfigMap', name: 'nowhere' }]),
  },
  { kind: 'a suspended release', ...set('kube-system/HelmRelease/cilium', 'spec.suspend', true) },
  {
    kind: 'a DaemonSet that asks for more than a blade has',
    by: { scenario: '1', says: /thermal-emc2301\S* .*Insufficient memory/ },
    says: /64Gi|65536Mi|65\d{3}Mi|of memory/,
    ...set('thermal/DaemonSet/thermal-emc2301', `${pod}.containers[0].resources`, {
      requests: { cpu: '50m', memory: '64Gi' },
      limits: { memory: '64Gi' },
    }),
  },
  {
    kind: 'Flux is told of a folder that is not there',
    ...set('flux-system/FluxInstance/flux', 'spec.sync.path', 'dist/nowhere'),
  },
  {
    kind: 'a host port that a chart has',
    ...set('hardware/DaemonSet/node-exporter', `${pod}.containers[0].ports`, [
      { name: 'metrics', containerPort: 4240, hostPort: 4240, protocol: 'TCP' },
    ]),
  },
  {
    kind: 'a release with volumes that may be pruned',
    ...set('longhorn-system/HelmRelease/longhorn', 'metadata.annotations', undefined),
  },
  {
    kind: 'a DaemonSet for a label that no blade has',
    ...set('thermal/DaemonSet/thermal-emc2301', `${pod}.nodeSelector`, fanChipMark.as('emc2303')),
  },
  {
    kind: 'a sidecar of an operator that asks for more than blades have left',
    ...set('data/ObjectStore/postgres-backups', 'spec.instanceSidecarConfiguration.resources', {
      requests: { cpu: '50m', memory: '6Gi' },
      limits: { memory: '6Gi' },
    }),
    at: 'data/Cluster/postgres',
  },
  {
    kind: 'a claim larger than any disk',
    ...set('monitoring/PersistentVolumeClaim/data-tempo-0', 'spec.resources.requests.storage', '40Ti'),
  },
  {
    kind: 'one object in two apps',
    at: 'data/ConfigMap/redis',
    plant: (tree) => tree.add('minio', tree.get('data/ConfigMap/redis')),
  },
  {
    kind: 'a role of PostgreSQL whose Secret nobody makes',
    ...set('data/Cluster/postgres', 'spec.managed.roles[rag].passwordSecret.name', 'nowhere'),
  },
  {
    kind: 'a listener whose certificate nobody makes',
    ...set('gateway/Gateway/office', 'spec.listeners[https].tls.certificateRefs', [{ name: 'nowhere' }]),
  },
  {
    kind: 'a route to a Service that is not there',
    ...set('ml/HTTPRoute/chat', 'spec.rules[0].backendRefs[0].name', 'nowhere'),
  },
  {
    kind: 'a Service that selects nobody',
    ...set('ml/Service/litellm', 'spec.selector', { 'app.kubernetes.io/name': 'nobody' }),
  },
  {
    kind: 'a chart of another version than is known',
    ...set('kube-system/OCIRepository/cilium', 'spec.ref.tag', '1.0.0'),
  },
  {
    kind: 'a probe that asks a port where nobody listens',
    ...set('ml/Deployment/litellm', `${pod}.containers[0].readinessProbe.httpGet.port`, 18080),
  },
  {
    kind: 'a health expression that counts pods of the old template',
    ...set(
      'flux-system/Kustomization/redis',
      'spec.healthCheckExprs[0].current',
      'has(status.readyReplicas) && status.readyReplicas >= 2',
    ),
  },
  {
    kind: 'fewer workers of Flux than apps that can be sick',
    ...replace('flux-system/FluxInstance/flux', 'spec.kustomize.patches[1].patch', '--concurrent=20', '--concurrent=1'),
  },
  {
    kind: 'pods of data that are not guaranteed their memory',
    ...set('data/StatefulSet/redis', `${pod}.containers[redis].resources.requests.memory`, '64Mi'),
  },
  {
    kind: 'members of a set of data that may share a blade',
    ...set(
      'data/StatefulSet/minio',
      `${pod}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution`,
      undefined,
    ),
  },
  {
    kind: 'a longer stop than the upgrade plan waits',
    ...set('data/StatefulSet/redis', `${pod}.terminationGracePeriodSeconds`, 3600),
  },
];
