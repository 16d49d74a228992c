import { type Fault, add, all, set } from '../fault';

const pod = 'spec.template.spec';
const litellm = 'ml/Deployment/litellm';

/** Kinds of our own: names that lead nowhere, rights, databases, limits and doubles. */
export const nameFaults: readonly Fault[] = [
  {
    kind: 'a scratch folder over the programs',
    ...set(litellm, `${pod}.containers[0].volumeMounts[litellm-tmp].mountPath`, '/usr'),
  },
  { kind: 'a ConfigMap that no commit can change', ...set('ml/ConfigMap/litellm', 'immutable', true) },
  {
    kind: 'a login to a registry that nobody makes',
    ...set(litellm, `${pod}.imagePullSecrets`, [{ name: 'nowhere' }]),
  },
  {
    kind: 'a binding to a role that nobody makes',
    ...set('kube-system/RoleBinding/metrics-server-auth-reader', 'roleRef.name', 'nowhere'),
  },
  {
    kind: 'a binding of an account that nobody makes',
    ...set('ClusterRoleBinding/monitoring-prometheus', 'subjects[0].name', 'nobody'),
  },
  {
    kind: 'a cluster that everybody may administer',
    ...add(
      'namespaces',
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'all' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
        subjects: [{ kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'system:authenticated' }],
      },
      'ClusterRoleBinding/all',
    ),
  },
  {
    kind: 'a spread that counts no pod',
    ...set(litellm, `${pod}.topologySpreadConstraints[0].labelSelector.matchLabels`, {
      'app.kubernetes.io/name': 'nobody',
    }),
  },
  {
    kind: 'members that keep away from nobody',
    ...set(
      'data/StatefulSet/redis',
      `${pod}.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution[0].labelSelector.matchLabels`,
      { 'app.kubernetes.io/name': 'nobody' },
    ),
  },
  {
    kind: 'a spread over zones that no blade has',
    ...set(litellm, `${pod}.topologySpreadConstraints[0]`, {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'litellm' } },
    }),
  },
  { kind: 'a pod that counts as ready after an hour', ...set(litellm, 'spec.minReadySeconds', 3600) },
  { kind: 'a roll-out that is given up after a second', ...set(litellm, 'spec.progressDeadlineSeconds', 1) },
  {
    kind: 'a stop that waits longer than the pod may take',
    ...set(litellm, `${pod}.containers[0].lifecycle`, { preStop: { sleep: { seconds: 900 } } }),
  },
  { kind: 'a pod for a scheduler that nobody runs', ...set(litellm, `${pod}.schedulerName`, 'volcano') },
  {
    kind: 'a pod behind a gate that nobody opens',
    ...set(litellm, `${pod}.schedulingGates`, [{ name: 'example.org/wait' }]),
  },
  { kind: 'a pod for a runtime that nobody makes', ...set(litellm, `${pod}.runtimeClassName`, 'gvisor') },
  { kind: 'a pod that does not ask the DNS of the cluster', ...set(litellm, `${pod}.dnsPolicy`, 'Default') },
  {
    kind: 'a pod that asks a name server of the world',
    ...all(set(litellm, `${pod}.dnsPolicy`, 'None'), set(litellm, `${pod}.dnsConfig`, { nameservers: ['8.8.8.8'] })),
  },
  {
    kind: 'a pod with an address of its own for the database',
    ...set(litellm, `${pod}.hostAliases`, [{ ip: '10.0.0.9', hostnames: ['postgres-rw.data.svc.cluster.local'] }]),
  },
  {
    kind: 'a certificate without the name that is asked',
    ...set('metrics-server/Certificate/metrics-server', 'spec.dnsNames', ['metrics.metrics-server.svc']),
  },
  {
    kind: 'a certificate of an issuer that nobody makes',
    ...set('metrics-server/Certificate/metrics-server', 'spec.issuerRef.name', 'rack'),
  },
  {
    kind: 'two certificates of one Secret',
    ...add(
      'metrics-server',
      {
        apiVersion: 'cert-manager.io/v1',
        kind: 'Certificate',
        metadata: { name: 'second', namespace: 'metrics-server' },
        spec: {
          dnsNames: ['other.metrics-server.svc'],
          issuerRef: { kind: 'ClusterIssuer', name: 'rack-ca', group: 'cert-manager.io' },
          secretName: 'metrics-server-tls',
        },
      },
      'metrics-server/Certificate/second',
    ),
  },
  {
    kind: 'a database that waits for a person at every update',
    ...set('data/Cluster/postgres', 'spec.primaryUpdateStrategy', 'supervised'),
  },
  { kind: 'a database without a budget', ...set('data/Cluster/postgres', 'spec.enablePDB', false) },
  {
    kind: 'a database that is killed a second after it was told to stop',
    ...set('data/Cluster/postgres', 'spec.stopDelay', 1),
  },
  { kind: 'a superuser on the network', ...set('data/Cluster/postgres', 'spec.enableSuperuserAccess', true) },
  {
    kind: 'a database that is put to sleep',
    ...set('data/Cluster/postgres', 'metadata.annotations["cnpg.io/hibernation"]', 'on'),
  },
  {
    kind: 'a database whose servers may not run',
    ...set('data/Cluster/postgres', 'metadata.annotations["cnpg.io/fencedInstances"]', '["*"]'),
  },
  { kind: 'a backup that is switched off', ...set('data/ScheduledBackup/postgres-nightly', 'spec.suspend', true) },
  {
    kind: 'a database that is dropped with its object',
    ...set('data/Database/postgres-rag', 'spec.databaseReclaimPolicy', 'delete'),
  },
  { kind: 'a database that shall not be there', ...set('data/Database/postgres-rag', 'spec.ensure', 'absent') },
  {
    kind: 'a quota of fewer ConfigMaps than there are',
    ...add(
      'namespaces',
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'few', namespace: 'ml' },
        spec: { hard: { 'count/configmaps': '2' } },
      },
      'ml/ResourceQuota/few',
    ),
  },
  {
    kind: 'a quota of fewer claims than there are',
    ...add(
      'namespaces',
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'few', namespace: 'data' },
        spec: { hard: { persistentvolumeclaims: '2' } },
      },
      'data/ResourceQuota/few',
    ),
  },
  {
    kind: 'a limit range that wants more than containers ask for',
    ...add(
      'namespaces',
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'min', namespace: 'ml' },
        spec: { limits: [{ type: 'Container', min: { memory: '4Gi' } }] },
      },
      'ml/LimitRange/min',
    ),
  },
  {
    kind: 'a policy of no pod',
    ...set('ml/NetworkPolicy/litellm', 'spec.podSelector.matchLabels', { 'app.kubernetes.io/name': 'nobody' }),
  },
  {
    kind: 'a wall for one direction',
    ...set('data/NetworkPolicy/default-deny', 'spec.policyTypes', ['Ingress']),
    at: 'Namespace/data',
  },
  {
    kind: 'an API whose Service nobody makes',
    ...set('APIService/v1beta1.metrics.k8s.io', 'spec.service.name', 'nowhere'),
  },
  {
    kind: 'a route to a listener that is not there',
    ...set('ml/HTTPRoute/chat', 'spec.parentRefs[0].sectionName', 'tls'),
  },
  {
    kind: 'a route of a host that no listener has',
    ...set('ml/HTTPRoute/chat', 'spec.hostnames', ['chat.example.com']),
  },
  {
    kind: 'two default classes of storage',
    ...all(
      set('StorageClass/node-local', 'metadata.annotations["storageclass.kubernetes.io/is-default-class"]', 'true'),
      set(
        'StorageClass/longhorn-replicated',
        'metadata.annotations["storageclass.kubernetes.io/is-default-class"]',
        'true',
      ),
    ),
  },
  {
    kind: 'an autoscaler of a set whose replicas are stated',
    ...add(
      'litellm',
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'litellm', namespace: 'ml' },
        spec: {
          minReplicas: 1,
          maxReplicas: 9,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'litellm' },
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
          ],
        },
      },
      'ml/HorizontalPodAutoscaler/litellm',
    ),
  },
  {
    kind: 'an autoscaler of nobody',
    ...add(
      'litellm',
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'x', namespace: 'ml' },
        spec: {
          minReplicas: 1,
          maxReplicas: 9,
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' },
          metrics: [
            { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } } },
          ],
        },
      },
      'ml/HorizontalPodAutoscaler/x',
    ),
  },
  {
    kind: 'a daemon for the control plane alone',
    ...set('hardware/DaemonSet/log-collector', `${pod}.nodeSelector`, { 'node-role.kubernetes.io/control-plane': '' }),
  },
  { kind: 'a processor limit below the request', ...set(litellm, `${pod}.containers[0].resources.limits.cpu`, '10m') },
  { kind: 'a server that is ended after an hour', ...set(litellm, `${pod}.activeDeadlineSeconds`, 3600) },
  {
    kind: 'a file that its ConfigMap does not hold, mounted alone',
    ...set(litellm, `${pod}.containers[0].volumeMounts[config]`, {
      name: 'config',
      mountPath: '/etc/litellm/config.yaml',
      subPath: 'config.yml',
      readOnly: true,
    }),
  },
  {
    kind: 'a claim of another class than its set asks for',
    ...set('data/PersistentVolumeClaim/data-redis-0', 'spec.storageClassName', 'longhorn-replicated'),
  },
];
