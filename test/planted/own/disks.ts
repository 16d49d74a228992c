import { type Fault, all, set } from '../fault';

/** Kinds of our own: disks. */
export const diskFaults: readonly Fault[] = [
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
];
