import { quorumMark } from '../../lib/facts/marks';
import { type Edit, all, networkOf, remove, rename, renameBlades, say, set } from './reference-tree';

/** A change that loses data or hides it, the rule that stops it, and the object it names. */
export type DangerousCase = readonly [name: string, edit: Edit, rule: string, object: string];

const prune = 'metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]';
const redis = 'data/StatefulSet/redis';
const minio = 'data/StatefulSet/minio';
const prometheus = 'monitoring/StatefulSet/prometheus';
const postgres = 'data/Cluster/postgres';
const nightly = 'data/ScheduledBackup/postgres-nightly';
const fluxOf = (app: string) => `flux-system/Kustomization/${app}`;
const longhorn = 'longhorn-system/HelmRelease/longhorn';
const crd = 'CustomResourceDefinition/httproutes.gateway.networking.k8s.io';

/** Removal, claims, names, members, blades, versions. */
export const dangerousObjects: readonly DangerousCase[] = [
  // Removal
  ['the database cluster is removed', remove(postgres), 'review/removes', postgres],
  ['the database cluster is renamed', rename(postgres, 'pg'), 'review/left-behind', postgres],
  ['Redis is removed', remove(redis), 'review/removes', redis],
  ['Redis is renamed', rename(redis, 'cache'), 'review/left-behind', redis],
  [
    'the claims of Prometheus are removed',
    remove('monitoring/PersistentVolumeClaim/data-prometheus-0', 'monitoring/PersistentVolumeClaim/data-prometheus-1'),
    'review/removes',
    'monitoring/PersistentVolumeClaim/data-prometheus-0',
  ],
  [
    'a claim that Flux may prune is removed',
    all(
      set('data/PersistentVolumeClaim/data-redis-2', prune, undefined),
      remove('data/PersistentVolumeClaim/data-redis-0'),
    ),
    'review/reclaim',
    'data/PersistentVolumeClaim/data-redis-2',
  ],
  ['a namespace is removed', remove('Namespace/data'), 'review/removes', 'Namespace/data'],
  ['a namespace is renamed', rename('Namespace/monitoring', 'observability'), 'review/removes', 'Namespace/monitoring'],
  [
    'the storage class of nearly everything is removed',
    remove('StorageClass/node-local'),
    'review/removes',
    'StorageClass/node-local',
  ],
  [
    'the storage class is renamed',
    rename('StorageClass/longhorn-replicated', 'replicated'),
    'review/removes',
    'StorageClass/longhorn-replicated',
  ],
  // Deletion that was held back
  ['the cluster may be pruned', set(postgres, prune, undefined), 'review/reclaim', postgres],
  ['a namespace may be pruned', set('Namespace/data', prune, 'enabled'), 'review/reclaim', 'Namespace/data'],
  ['a definition may be pruned', set(crd, prune, undefined), 'review/reclaim', crd],
  [
    'claims go with a replica',
    set(redis, 'spec.persistentVolumeClaimRetentionPolicy.whenScaled', 'Delete'),
    'review/reclaim',
    redis,
  ],
  [
    'claims go with the set, since the policy is gone',
    set(minio, 'spec.persistentVolumeClaimRetentionPolicy', undefined),
    'review/reclaim',
    minio,
  ],
  ['Flux deletes what cannot be changed', set(fluxOf('redis'), 'spec.force', true), 'review/reclaim', fluxOf('redis')],
  [
    'Flux deletes one object that cannot be changed',
    set(postgres, 'metadata.annotations["kustomize.toolkit.fluxcd.io/force"]', 'enabled'),
    'review/reclaim',
    postgres,
  ],
  ['backups belong to the cluster', set(nightly, 'spec.backupOwnerReference', 'cluster'), 'review/reclaim', nightly],
  [
    'the class deletes volumes',
    set('StorageClass/node-local', 'reclaimPolicy', 'Delete'),
    'review/immutable',
    'StorageClass/node-local',
  ],
  [
    'the API server refuses no deletion any more',
    remove('ValidatingAdmissionPolicyBinding/rackwright-keep-data'),
    'review/reclaim',
    'ValidatingAdmissionPolicyBinding/rackwright-keep-data',
  ],
  [
    'it warns of deletions, and no more',
    set('ValidatingAdmissionPolicyBinding/rackwright-keep-data', 'spec.validationActions', ['Warn']),
    'review/reclaim',
    'ValidatingAdmissionPolicyBinding/rackwright-keep-data',
  ],
  // Claims and volumes
  [
    'a claim of another class',
    set('data/PersistentVolumeClaim/data-minio-0', 'spec.storageClassName', 'longhorn-replicated'),
    'review/immutable',
    'data/PersistentVolumeClaim/data-minio-0',
  ],
  [
    'a claim of another access mode',
    set('data/PersistentVolumeClaim/data-minio-1', 'spec.accessModes', ['ReadWriteMany']),
    'review/immutable',
    'data/PersistentVolumeClaim/data-minio-1',
  ],
  [
    'a claim of another volume mode',
    set('data/PersistentVolumeClaim/data-minio-2', 'spec.volumeMode', 'Block'),
    'review/immutable',
    'data/PersistentVolumeClaim/data-minio-2',
  ],
  [
    'a smaller claim',
    set('data/PersistentVolumeClaim/data-minio-3', 'spec.resources.requests.storage', '50Gi'),
    'review/shrinks',
    'data/PersistentVolumeClaim/data-minio-3',
  ],
  ['a smaller database', set(postgres, 'spec.storage.size', '10Gi'), 'review/shrinks', postgres],
  [
    'a class that binds otherwise',
    set('StorageClass/node-local', 'volumeBindingMode', 'Immediate'),
    'review/immutable',
    'StorageClass/node-local',
  ],
  [
    'a class of another volume group',
    set('StorageClass/node-local', 'parameters.volgroup', 'other'),
    'review/immutable',
    'StorageClass/node-local',
  ],
  [
    'the database on another class',
    set(postgres, 'spec.storage.storageClass', 'longhorn-replicated'),
    'review/volumes',
    postgres,
  ],
  ['the write-ahead log loses its volume', set(postgres, 'spec.walStorage', undefined), 'review/volumes', postgres],
  [
    'a volume is mounted elsewhere',
    set(redis, 'spec.template.spec.containers[redis].volumeMounts[data].mountPath', '/var/data'),
    'review/volumes',
    redis,
  ],
  [
    'a volume is mounted no more',
    set(prometheus, 'spec.template.spec.containers[prometheus].volumeMounts[data]', undefined),
    'review/volumes',
    prometheus,
  ],
  [
    'a set moves to one blade',
    set(redis, 'spec.template.spec.nodeSelector', { 'kubernetes.io/hostname': 'blade-09' }),
    'review/volumes',
    redis,
  ],
  [
    'Longhorn looks in another folder',
    set(longhorn, 'spec.values.defaultSettings.defaultDataPath', '/var/lib/longhorn'),
    'review/volumes',
    longhorn,
  ],
  [
    'Longhorn keeps one copy',
    set(longhorn, 'spec.values.defaultSettings.defaultReplicaCount', 1),
    'review/volumes',
    longhorn,
  ],
  // Names
  [
    'a Service selects other pods',
    set('data/Service/redis', 'spec.selector', { 'app.kubernetes.io/name': 'minio' }),
    'review/unreachable',
    'data/Service/redis',
  ],
  ['a Service is renamed', rename('data/Service/minio', 's3'), 'review/unreachable', 'data/Service/minio'],
  ['a set has another governing Service', set(minio, 'spec.serviceName', 'minio'), 'review/immutable', minio],
  ['a set has another selector', set(redis, 'spec.selector.matchLabels', { app: 'redis' }), 'review/immutable', redis],
  [
    'the database hibernates',
    set(postgres, 'metadata.annotations["cnpg.io/hibernation"]', 'on'),
    'review/unreachable',
    postgres,
  ],
  ['pgvector is taken out', set(postgres, 'spec.postgresql.extensions', undefined), 'review/unreachable', postgres],
  // Members
  ['one Redis is left', set(redis, 'spec.replicas', 1), 'review/quorum', redis],
  ['two MinIO are left', set(minio, 'spec.replicas', 2), 'review/quorum', minio],
  ['one PostgreSQL is left', set(postgres, 'spec.instances', 1), 'review/quorum', postgres],
  ['too few count as enough', set(redis, `metadata.annotations["${quorumMark.key}"]`, '1'), 'review/quorum', redis],
  [
    'two members may share a blade',
    set(postgres, 'spec.affinity.podAntiAffinityType', 'preferred'),
    'review/quorum',
    postgres,
  ],
  [
    'all members of a set may share a blade',
    set(minio, 'spec.template.spec.affinity', undefined),
    'review/quorum',
    minio,
  ],
  [
    'drains may take every member',
    remove('data/PodDisruptionBudget/redis'),
    'review/quorum',
    'data/PodDisruptionBudget/redis',
  ],
  // Blades
  ['a blade is renamed', renameBlades('blade-04', 'worker-04'), 'review/blades', 'homelab/blade-04'],
  ['a blade is taken out', renameBlades('blade-09', undefined), 'review/blades', 'homelab/blade-09'],
  // Networks
  ['pods get another network', networkOf('pods', '10.42.0.0/16'), 'review/network', 'homelab/network.pods'],
  ['so do Services', networkOf('services', '10.43.0.0/16'), 'review/network', 'homelab/network.services'],
  // Versions
  ['PostgreSQL 17 after 18', say(postgres, 'postgresql:18\\.\\d+', 'postgresql:17.9'), 'review/versions', postgres],
  ['PostgreSQL 19 after 18', say(postgres, 'postgresql:18\\.\\d+', 'postgresql:19.0'), 'review/versions', postgres],
  [
    'an older minor version of PostgreSQL',
    say(postgres, 'postgresql:18\\.\\d+', 'postgresql:18.0'),
    'review/versions',
    postgres,
  ],
  ['an older Redis', say(redis, 'library/redis:8', 'library/redis:7'), 'review/versions', redis],
  ['another program on the files of Redis', say(redis, 'library/redis:', 'valkey/valkey:'), 'review/versions', redis],
  [
    'an older Grafana on its database',
    say('monitoring/Deployment/grafana', '(grafana/grafana\\S*):\\d+', '$1:9'),
    'review/versions',
    'monitoring/Deployment/grafana',
  ],
  ['an older Longhorn', set(longhorn, 'spec.chart.spec.version', '1.10.0'), 'review/versions', longhorn],
];
