import { type Fault, add, all, drop, replace, set } from './fault';

const pod = 'spec.template.spec';

/** Kinds of our own, as somebody would plant them who has read only the manifests. */
export const ownFaults: readonly Fault[] = [
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
  // Disks.
  {
    kind: 'a claim on a local disk that many may write',
    ...set('data/StatefulSet/redis', 'spec.volumeClaimTemplates[0].spec.accessModes', ['ReadWriteMany']),
  },
  { kind: 'volumes that are deleted with their claim', ...set('StorageClass/node-local', 'reclaimPolicy', 'Delete') },
  {
    kind: 'local volumes made before a blade is chosen',
    ...set('StorageClass/node-local', 'volumeBindingMode', 'Immediate'),
  },
  {
    kind: 'volumes that cannot grow',
    ...set('StorageClass/longhorn-replicated', 'allowVolumeExpansion', false),
  },
  {
    kind: 'volumes with one copy',
    ...set('StorageClass/longhorn-replicated', 'parameters.numberOfReplicas', '1'),
  },
  {
    kind: 'claims that go when a set gets smaller',
    ...set('data/StatefulSet/redis', 'spec.persistentVolumeClaimRetentionPolicy.whenScaled', 'Delete'),
  },
  {
    kind: 'more claims of one blade than a disk holds',
    ...all(set('data/PersistentVolumeClaim/data-minio-0', 'spec.resources.requests.storage', '2Ti')),
  },
  {
    kind: 'a database larger than any disk',
    ...set('data/Cluster/postgres', 'spec.storage.size', '4Ti'),
  },
  { kind: 'a namespace that goes with its app', ...set('Namespace/data', 'metadata.annotations', undefined) },
  {
    kind: 'a claim that goes with its app',
    ...set('data/PersistentVolumeClaim/data-redis-0', 'metadata.annotations', undefined),
  },
  // What Flux is told.
  {
    kind: 'a Kustomization that may delete and make anew',
    ...set('flux-system/Kustomization/redis', 'spec.force', true),
  },
  {
    kind: 'a Kustomization that waits two hours for its pods',
    ...set('flux-system/Kustomization/redis', 'spec.timeout', '2h'),
  },
  {
    kind: 'a Kustomization without health checks',
    ...set('flux-system/Kustomization/redis', 'spec.healthChecks', undefined),
  },
  {
    kind: 'a health check of what is not there',
    ...set('flux-system/Kustomization/redis', 'spec.healthChecks[0].name', 'redis-server'),
  },
  {
    kind: 'a Kustomization that cannot open its Secrets',
    ...set('flux-system/Kustomization/redis', 'spec.decryption', undefined),
  },
  {
    kind: 'a Kustomization with the folder of another',
    ...set('flux-system/Kustomization/tempo', 'spec.path', './dist/homelab/apps/redis'),
  },
  {
    kind: 'a Kustomization that puts all into one namespace',
    ...set('flux-system/Kustomization/redis', 'spec.targetNamespace', 'default'),
  },
  {
    kind: 'a Kustomization that is asked once a week',
    ...set('flux-system/Kustomization/redis', 'spec.interval', '168h'),
  },
  {
    kind: 'an app whose CRDs come later',
    ...set('flux-system/Kustomization/postgres', 'spec.dependsOn', undefined),
    at: 'data/Cluster/postgres',
  },
  {
    kind: 'a Kustomization that reads another source',
    ...set('flux-system/Kustomization/redis', 'spec.sourceRef.name', 'homelab'),
  },
  {
    kind: 'a release into another namespace',
    ...set('cert-manager/HelmRelease/cert-manager', 'spec.targetNamespace', 'default'),
  },
  {
    kind: 'a release that leaves its CRDs out',
    ...set('cert-manager/HelmRelease/cert-manager', 'spec.install.crds', 'Skip'),
  },
  {
    kind: 'a release that depends on none there is',
    ...set('cert-manager/HelmRelease/cert-manager', 'spec.dependsOn', [{ name: 'nowhere' }]),
  },
  {
    kind: 'Flux without one of its controllers',
    ...set('flux-system/FluxInstance/flux', 'spec.components', [
      'source-controller',
      'kustomize-controller',
      'notification-controller',
    ]),
  },
  {
    kind: 'Flux reads another branch',
    ...set('flux-system/FluxInstance/flux', 'spec.sync.ref', 'refs/heads/master'),
    unknowable: 'which branch the repository has on its server is not in the tree',
  },
  {
    kind: 'a controller of Flux with a flag that it does not have',
    by: 'scenario 1: the controller ends',
    ...replace('flux-system/FluxInstance/flux', 'spec.kustomize.patches[1].patch', '--concurrent', '--concurent'),
  },
  // Networks.
  { kind: 'a database open to the office', ...set('data/Service/redis', 'spec.type', 'LoadBalancer') },
  { kind: 'a port on every blade', ...set('ml/Service/litellm', 'spec.type', 'NodePort') },
  {
    kind: 'a Service that is a name elsewhere',
    ...set('ml/Service/litellm', 'spec', { type: 'ExternalName', externalName: 'example.org' }),
  },
  {
    kind: 'members that are not found before they are ready',
    ...set('data/Service/minio-headless', 'spec.publishNotReadyAddresses', false),
  },
  {
    kind: 'a policy that lets every pod in',
    ...set('data/NetworkPolicy/redis', 'spec.ingress', [{}]),
  },
  {
    kind: 'a namespace without a wall',
    ...drop('data/NetworkPolicy/default-deny', 'Namespace/data'),
  },
  {
    kind: 'a policy for the whole world',
    ...set('ml/CiliumNetworkPolicy/litellm', 'spec.ingress[99]', { fromEntities: ['world'] }),
  },
  { kind: 'a client that may not speak to its server', ...drop('ml/NetworkPolicy/litellm', 'ml/Deployment/litellm') },
  {
    kind: 'a listener that decrypts nothing',
    ...set('gateway/Gateway/office', 'spec.listeners[https].protocol', 'HTTP'),
  },
  {
    kind: 'a listener that takes routes of its own namespace only',
    ...set('gateway/Gateway/office', 'spec.listeners[https].allowedRoutes.namespaces.from', 'Same'),
  },
  {
    kind: 'an address of the gateway outside its pool',
    ...set('gateway/Gateway/office', 'spec.infrastructure.annotations["lbipam.cilium.io/ips"]', '192.168.9.200'),
  },
  // Security.
  { kind: 'a pod that is root', ...set('ml/Deployment/litellm', `${pod}.securityContext.runAsUser`, 0) },
  {
    kind: 'a privileged container',
    ...set('ml/Deployment/litellm', `${pod}.containers[0].securityContext.privileged`, true),
  },
  {
    kind: 'a folder of the blade in a pod',
    ...set('ml/Deployment/litellm', `${pod}.volumes[9]`, { name: 'host', hostPath: { path: '/etc' } }),
  },
  {
    kind: 'a role that may do everything',
    ...set('ClusterRole/monitoring-prometheus', 'rules', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]),
  },
  {
    kind: 'a program that may not read what it watches',
    ...set('ClusterRole/monitoring-prometheus', 'rules', []),
  },
  {
    kind: 'a guard of data that only writes it down',
    ...set('ValidatingAdmissionPolicyBinding/rackwright-keep-data', 'spec.validationActions', ['Audit']),
  },
  {
    kind: 'a namespace without a level of Pod Security',
    ...set('Namespace/ml', 'metadata.labels["pod-security.kubernetes.io/enforce"]', undefined),
  },
  {
    kind: 'an API whose certificate nobody checks',
    ...all(
      set('APIService/v1beta1.metrics.k8s.io', 'spec.insecureSkipTLSVerify', true),
      set('APIService/v1beta1.metrics.k8s.io', 'metadata.annotations', undefined),
    ),
  },
  { kind: 'an authority that is none', ...set('cert-manager/Certificate/rack-ca', 'spec.isCA', false) },
  {
    kind: 'a certificate that is renewed before it is made',
    ...set('metrics-server/Certificate/metrics-server', 'spec.renewBefore', '4320h'),
  },
  // Databases and backups.
  { kind: 'a database of two', ...set('data/Cluster/postgres', 'spec.instances', 2) },
  {
    kind: 'a database that forgets to wait for its standby',
    ...set('data/Cluster/postgres', 'spec.postgresql.synchronous', undefined),
  },
  {
    kind: 'a database that lets everybody in',
    ...set('data/Cluster/postgres', 'spec.postgresql.pg_hba', ['host all all all trust']),
  },
  {
    kind: 'a database without its log archive',
    ...set('data/Cluster/postgres', 'spec.plugins', undefined),
  },
  {
    kind: 'a database that may be pruned',
    ...set('data/Cluster/postgres', 'metadata.annotations', undefined),
  },
  {
    kind: 'databases that may share a blade',
    ...set('data/Cluster/postgres', 'spec.affinity.podAntiAffinityType', 'preferred'),
  },
  { kind: 'no backup by schedule', ...drop('data/ScheduledBackup/postgres-nightly', 'data/Cluster/postgres') },
  {
    kind: 'a backup every second',
    ...set('data/ScheduledBackup/postgres-nightly', 'spec.schedule', '* * * * * *'),
  },
  {
    kind: 'backups that are kept a day',
    ...set('data/ObjectStore/postgres-backups', 'spec.retentionPolicy', '1d'),
  },
  {
    kind: 'a copy of volumes that keeps none',
    ...set('longhorn-system/RecurringJob/backup', 'spec.retain', 0),
  },
  {
    kind: 'volumes of a group that no job copies',
    ...set('longhorn-system/RecurringJob/backup', 'spec.groups', ['default']),
    at: 'StorageClass/longhorn-replicated',
  },
  {
    kind: 'a drill on the thirty-first of February',
    ...set('data/CronJob/restore-drill-postgres', 'spec.schedule', '0 4 31 2 *'),
  },
  {
    kind: 'a CronJob in a zone that does not exist',
    ...set('data/CronJob/document-backups', 'spec.timeZone', 'Europe/Berlim'),
  },
  // What programs are told.
  {
    kind: 'a server of Redis that takes writes alone',
    ...replace('data/ConfigMap/redis', 'data["redis.conf"]', 'min-replicas-to-write 1\n', 'min-replicas-to-write 0\n'),
  },
  {
    kind: 'a server of Redis that keeps nothing',
    ...replace('data/ConfigMap/redis', 'data["redis.conf"]', 'appendonly yes', 'appendonly no'),
  },
  {
    kind: 'Sentinels that wait an hour',
    ...replace('data/ConfigMap/redis', 'data["start-sentinel.sh"]', 'dead_after=3000', 'dead_after=3600000'),
  },
  {
    kind: 'Sentinels of which one decides',
    ...replace('data/ConfigMap/redis', 'data["start-sentinel.sh"]', '6379 2\n', '6379 1\n'),
  },
  {
    kind: 'a script that ends at its first line',
    by: 'judge redis: no server answers',
    ...replace('data/ConfigMap/redis', 'data["start-redis.sh"]', 'set -eu', 'set -eu; exit 0'),
  },
  {
    kind: 'a store of three of its four servers',
    ...replace('data/StatefulSet/minio', `${pod}.containers[minio].args[1]`, '{0...3}', '{0...2}'),
  },
  {
    kind: 'alerts that go to nobody',
    by: 'the warning alerts/somebody-is-told',
    ...replace(
      'monitoring/ConfigMap/alertmanager',
      'data["alertmanager.yaml"]',
      '    receiver: critical\n',
      '    receiver: nobody\n',
    ),
  },
  {
    kind: 'alerts to servers that are not there',
    ...replace(
      'monitoring/ConfigMap/prometheus',
      'data["prometheus.yaml"]',
      'alertmanager-0.alertmanager-headless',
      'alertmanager-0.alertmanager-heedless',
    ),
  },
  {
    kind: 'an alert about a series that nobody writes',
    by: 'test/alerts: no case of the alert fires; judge prometheus',
    ...replace(
      'monitoring/ConfigMap/prometheus',
      'data["rules.yaml"]',
      'alertmanager_cluster_members',
      'alertmanager_cluster_member',
    ),
  },
  {
    kind: 'an expression that is none',
    by: 'test/alerts: promtool cannot read it; judge prometheus',
    ...replace(
      'monitoring/ConfigMap/prometheus',
      'data["rules.yaml"]',
      'min(alertmanager_cluster_members) < 3',
      'min(alertmanager_cluster_members < 3',
    ),
  },
  {
    kind: 'series that fill the disk',
    ...replace(
      'monitoring/StatefulSet/prometheus',
      `${pod}.containers[prometheus].args[5]`,
      '19327352832B',
      '193273528320B',
    ),
  },
  {
    kind: 'a collector that takes more than it has',
    ...replace('monitoring/ConfigMap/otel-collector', 'data["collector.yaml"]', 'limit_mib: 204', 'limit_mib: 20400'),
  },
  {
    kind: 'spans that go to nobody',
    ...replace(
      'monitoring/ConfigMap/otel-collector',
      'data["collector.yaml"]',
      'tempo.monitoring.svc',
      'tempo.tracing.svc',
    ),
  },
  {
    kind: 'a model at an address where none is',
    ...replace(
      'ml/ConfigMap/litellm',
      'data["config.yaml"]',
      'http://chat-0.ml.svc.cluster.local:8080',
      'http://chat-9.ml.svc.cluster.local:8080',
    ),
  },
  {
    kind: 'a configuration that changed and a pod that did not roll',
    at: 'data/ConfigMap/redis',
    plant: (tree) =>
      tree.edit('data/StatefulSet/redis', (m) => {
        const copy = structuredClone(m) as unknown as { spec: { template: { metadata: { annotations?: object } } } };
        delete copy.spec.template.metadata.annotations;
        return copy as never;
      }),
  },
  {
    kind: 'an image of another version than the lock',
    ...replace('ml/Deployment/litellm', `${pod}.containers[0].image`, /:[^:@]+@.*$/, ':latest'),
  },
  {
    kind: 'an image of other bytes than the lock',
    ...replace('ml/Deployment/litellm', `${pod}.containers[0].image`, /@sha256:..../, '@sha256:0000'),
  },
  {
    kind: 'a probe that asks a path that is not there',
    by: 'judge minio, which asks every path that a probe asks',
    ...set('data/StatefulSet/minio', `${pod}.containers[minio].readinessProbe.httpGet.path`, '/minio/health/redy'),
  },
  {
    kind: 'a probe with less patience than its program',
    by: 'test/rack: the container is killed while it starts',
    ...set('data/StatefulSet/redis', `${pod}.containers[redis].startupProbe.failureThreshold`, 1),
  },
  {
    kind: 'a stop that kills at once',
    ...set('data/StatefulSet/redis', `${pod}.terminationGracePeriodSeconds`, 0),
  },
];
