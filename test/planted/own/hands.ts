import { quorumMark } from '../../../lib/facts/marks';
import { fieldOf } from '../../../lib/manifest/field-path';
import { type Fault, add, set } from '../fault';

const pod = 'spec.template.spec';
const job = 'spec.jobTemplate.spec.template.spec';
const quorum = fieldOf('metadata.annotations', quorumMark.key);
const litellm = 'ml/Deployment/litellm';

/** Kinds of our own: one field that a hurried hand sets, and what then never starts, moves or changes. */
export const handFaults: readonly Fault[] = [
  {
    kind: 'a port of the kubelet in a DaemonSet',
    ...set('hardware/DaemonSet/device-plugin', `${pod}.containers[0].ports[9]`, {
      name: 'x',
      containerPort: 10250,
      hostPort: 10250,
      protocol: 'TCP',
    }),
  },
  {
    kind: 'an exporter that listens where etcd does',
    ...set('hardware/DaemonSet/node-exporter', `${pod}.containers[0].args[0]`, '--web.listen-address=:2379'),
  },
  {
    kind: 'a key in a projected ConfigMap that is not there',
    ...set(litellm, `${pod}.volumes[config]`, {
      name: 'config',
      projected: {
        sources: [{ configMap: { name: 'litellm', items: [{ key: 'konfig.yaml', path: 'config.yaml' }] } }],
      },
    }),
  },
  {
    kind: 'a field of the pod that no pod has, as a file',
    ...set(litellm, `${pod}.volumes[9]`, {
      name: 'me',
      downwardAPI: { items: [{ path: 'x', fieldRef: { fieldPath: 'metadata.label' } }] },
    }),
  },
  {
    kind: 'a webhook that must allow the pods that answer it',
    ...add(
      'namespaces',
      {
        apiVersion: 'admissionregistration.k8s.io/v1',
        kind: 'MutatingWebhookConfiguration',
        metadata: { name: 'hook' },
        webhooks: [
          {
            name: 'h.example.org',
            admissionReviewVersions: ['v1'],
            sideEffects: 'None',
            failurePolicy: 'Fail',
            clientConfig: { service: { name: 'litellm', namespace: 'ml', port: 4000 } },
            rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
          },
        ],
      },
      'MutatingWebhookConfiguration/hook',
    ),
  },
  {
    kind: 'a webhook that somebody outside the rack answers',
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
            clientConfig: { url: 'https://hooks.example.org/x' },
            rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }],
          },
        ],
      },
      'ValidatingWebhookConfiguration/hook',
    ),
  },
  {
    kind: 'a quorum that no set of the size can have',
    ...set('data/StatefulSet/redis', quorum, '4'),
  },
  {
    kind: 'a budget that spares every pod',
    ...set('ml/PodDisruptionBudget/litellm', 'spec', {
      minAvailable: 2,
      selector: { matchLabels: { 'app.kubernetes.io/name': 'litellm' } },
    }),
  },
  {
    kind: 'two budgets over the same pods',
    ...add(
      'litellm',
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'second', namespace: 'ml' },
        spec: { maxUnavailable: 1, selector: { matchLabels: { 'app.kubernetes.io/name': 'litellm' } } },
      },
      'ml/PodDisruptionBudget/second',
    ),
  },
  { kind: 'a server that tolerates every taint', ...set(litellm, `${pod}.tolerations`, [{ operator: 'Exists' }]) },
  {
    kind: 'data beside etcd',
    ...set('data/StatefulSet/redis', `${pod}.tolerations[9]`, {
      key: 'node-role.kubernetes.io/control-plane',
      operator: 'Exists',
      effect: 'NoSchedule',
    }),
  },
  {
    kind: 'a DaemonSet that replaces no pod by itself',
    ...set('hardware/DaemonSet/node-exporter', 'spec.updateStrategy', { type: 'OnDelete' }),
  },
  {
    kind: 'a set that replaces no pod by itself',
    ...set('data/StatefulSet/redis', 'spec.updateStrategy', { type: 'OnDelete' }),
  },
  {
    kind: 'members that stay on the old template',
    ...set('data/StatefulSet/redis', 'spec.updateStrategy', { type: 'RollingUpdate', rollingUpdate: { partition: 3 } }),
  },
  {
    kind: 'a CronJob that is skipped when the controller is busy',
    ...set('ml/CronJob/vector-maintenance', 'spec.startingDeadlineSeconds', 5),
  },
  {
    kind: 'a backup that runs beside itself',
    ...set('data/CronJob/document-backups', 'spec.concurrencyPolicy', 'Allow'),
  },
  {
    kind: 'a CronJob that is ended before it has begun',
    ...set('data/CronJob/document-backups', 'spec.jobTemplate.spec.activeDeadlineSeconds', 1),
  },
  {
    kind: 'a CronJob that runs a file which its ConfigMap does not hold',
    ...set('ml/CronJob/vector-maintenance', `${job}.containers[0].command[3]`, '/etc/vector-maintenance/maintian.sql'),
  },
  {
    kind: 'a CronJob that reads a key which its ConfigMap does not hold',
    ...set('ml/CronJob/vector-maintenance', `${job}.containers[0].env[0]`, {
      name: 'PGHOST',
      valueFrom: { configMapKeyRef: { name: 'vector-maintenance', key: 'host' } },
    }),
  },
  {
    kind: 'a backup in five pods at once',
    ...set('data/CronJob/document-backups', 'spec.jobTemplate.spec.parallelism', 5),
  },
  {
    kind: 'a chart that keeps one copy of each volume',
    ...set('longhorn-system/HelmRelease/longhorn', 'spec.values.defaultSettings.defaultReplicaCount', 1),
  },
  {
    kind: 'a network that leaves Services to kube-proxy, which nobody runs',
    ...set('kube-system/HelmRelease/cilium', 'spec.values.kubeProxyReplacement', false),
  },
  {
    kind: 'a network that enforces no policy',
    ...set('kube-system/HelmRelease/cilium', 'spec.values.policyEnforcementMode', 'never'),
  },
  {
    kind: 'a network that serves no Gateway',
    ...set('kube-system/HelmRelease/cilium', 'spec.values.gatewayAPI.enabled', false),
  },
  {
    kind: 'a network whose operator has no pod',
    ...set('kube-system/HelmRelease/cilium', 'spec.values.operator.replicas', 0),
  },
  {
    kind: 'a network that announces no address',
    ...set('kube-system/HelmRelease/cilium', 'spec.values.l2announcements.enabled', false),
  },
  {
    kind: 'volumes that let no blade be drained',
    ...set('longhorn-system/HelmRelease/longhorn', 'spec.values.defaultSettings.nodeDrainPolicy', 'block-for-eviction'),
  },
  {
    kind: 'volumes that keep the pods of a dead blade',
    ...set(
      'longhorn-system/HelmRelease/longhorn',
      'spec.values.defaultSettings.nodeDownPodDeletionPolicy',
      'do-nothing',
    ),
  },
  {
    kind: 'volumes beside the partition that is made for them',
    ...set('longhorn-system/HelmRelease/longhorn', 'spec.values.defaultSettings.defaultDataPath', '/var/lib/longhorn'),
  },
  {
    kind: 'a release that is uninstalled when a change fails',
    ...set('longhorn-system/HelmRelease/longhorn', 'spec.upgrade', {
      crds: 'CreateReplace',
      remediation: { retries: 3, strategy: 'uninstall' },
    }),
  },
  {
    kind: 'a release that nobody looks after',
    ...set('longhorn-system/HelmRelease/longhorn', 'spec.driftDetection', undefined),
  },
  {
    kind: 'a release that waits for itself',
    ...set('longhorn-system/HelmRelease/longhorn', 'spec.dependsOn', [{ name: 'longhorn' }]),
  },
  {
    kind: 'two releases of one name',
    ...add(
      'longhorn',
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: {
          name: 'again',
          namespace: 'longhorn-system',
          annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
        },
        spec: {
          interval: '1h',
          releaseName: 'longhorn',
          chart: {
            spec: { chart: 'longhorn', version: '1.12.1', sourceRef: { kind: 'HelmRepository', name: 'longhorn' } },
          },
        },
      },
      'longhorn-system/HelmRelease/again',
    ),
  },
  {
    kind: 'a Kustomization of an account that nobody makes',
    ...set('flux-system/Kustomization/redis', 'spec.serviceAccountName', 'nobody'),
  },
  {
    kind: 'a Kustomization that replaces variables from a ConfigMap nobody makes',
    ...set('flux-system/Kustomization/redis', 'spec.postBuild', {
      substituteFrom: [{ kind: 'ConfigMap', name: 'nowhere' }],
    }),
  },
  {
    kind: 'a Kustomization with a key of another name',
    ...set('flux-system/Kustomization/redis', 'spec.decryption.secretRef.name', 'sops-gpg'),
  },
  {
    kind: 'a Kustomization of another cluster',
    ...set('flux-system/Kustomization/redis', 'spec.kubeConfig', { secretRef: { name: 'elsewhere' } }),
  },
  {
    kind: 'two Deployments that own the same pods',
    ...set('ml/Deployment/chat-1', 'spec.selector.matchLabels', { 'app.kubernetes.io/name': 'chat-0' }),
  },
  {
    kind: 'a namespace that lets in more than its pods want',
    ...set('Namespace/ml', 'metadata.labels["pod-security.kubernetes.io/enforce"]', 'privileged'),
  },
  {
    kind: 'a namespace with the level of another time',
    ...set('Namespace/ml', 'metadata.labels["pod-security.kubernetes.io/enforce-version"]', 'v1.0'),
  },
  { kind: 'a pod without a class', ...set(litellm, `${pod}.priorityClassName`, undefined) },
  { kind: 'a class that nobody makes', ...set(litellm, `${pod}.priorityClassName`, 'rackwright-fast') },
  {
    kind: 'a Service that answers on some blades only',
    ...set('ml/Service/litellm', 'spec.internalTrafficPolicy', 'Local'),
  },
  { kind: 'a Service with the address of DNS', ...set('data/Service/redis-1', 'spec.clusterIP', '10.96.0.10') },
  {
    kind: 'a variable that is there twice',
    ...set(litellm, `${pod}.containers[0].env[40]`, { name: 'HOME', value: '/root' }),
  },
];
