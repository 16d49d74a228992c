import { type FieldLoss, row } from '../field-loss';
import { set, deployment, cluster, release } from '../kinds';
import { another, anyChange, becomes, either, gone, lower } from '../predicates';

/** Where a program looks for its data. */
export const volumeLosses: readonly FieldLoss[] = [
  row(
    'review/volumes',
    set,
    'spec.template.spec.containers[*].volumeMounts[data]',
    another,
    'the program no longer finds its volume where its data is',
  ),
  row(
    'review/volumes',
    set,
    'spec.template.spec.volumes[*].persistentVolumeClaim',
    another,
    'the program gets another volume, or none',
  ),
  row(
    'review/volumes',
    deployment,
    'spec.template.spec.volumes[*].persistentVolumeClaim',
    another,
    'the program gets another volume, or none',
  ),
  row(
    'review/volumes',
    set,
    'spec.template.spec.nodeSelector["kubernetes.io/hostname"]',
    anyChange,
    'its node-local volume is on another blade',
  ),
  row(
    'review/volumes',
    set,
    'spec.template.spec.securityContext.fsGroup',
    another,
    'files of the old group may not be writable',
  ),
  row(
    'review/volumes',
    cluster,
    'spec.storage.storageClass',
    another,
    'new members get another kind of volume than the old ones',
  ),
  row(
    'review/volumes',
    cluster,
    'spec.walStorage.storageClass',
    another,
    'new members get another kind of volume than the old ones',
  ),
  row('review/volumes', cluster, 'spec.walStorage', gone, 'the write-ahead log moves off its volume'),
  row('review/volumes', cluster, 'spec.tablespaces', either(gone, another), 'tables of the tablespace cannot be read'),
  row(
    'review/volumes',
    release,
    'spec.values.defaultSettings.defaultDataPath',
    another,
    'replicas are looked for in another folder',
  ),
  row(
    'review/volumes',
    release,
    'spec.values.defaultSettings.defaultReplicaCount',
    lower(3),
    'new volumes have fewer copies',
  ),
  row(
    'review/volumes',
    release,
    'spec.values.persistence.defaultClassReplicaCount',
    lower(3),
    'new volumes have fewer copies',
  ),
  row(
    'review/volumes',
    release,
    'spec.values.persistence.reclaimPolicy',
    becomes('Delete'),
    'volumes are erased when their claims go',
  ),
  row(
    'review/volumes',
    release,
    'spec.values.defaultSettings.replicaSoftAntiAffinity',
    becomes(true),
    'all copies of a volume may be on one blade',
  ),
  row(
    'review/volumes',
    release,
    'spec.values.*.nodeSelector',
    another,
    'the volumes of the blades that it leaves cannot be reached',
  ),
  row(
    'review/volumes',
    '/Node',
    'metadata.labels["kubernetes.io/hostname"]',
    another,
    'node-local volumes are bound to it',
  ),
];
