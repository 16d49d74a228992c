import type { LossRule } from './loss-rules';

/** A kind of which every object is missed when it leaves the tree while its app stays. */
export interface RemovalLoss {
  rule: LossRule;
  /** `group/Kind` */
  kind: string;
  /** Only objects so named. @default - all */
  named?: RegExp;
  because: string;
}

export const removalLosses: readonly RemovalLoss[] = [
  {
    rule: 'review/removes',
    kind: 'postgresql.cnpg.io/Cluster',
    because: 'no operator runs and backs up its databases',
  },
  { rule: 'review/removes', kind: 'apps/StatefulSet', because: 'its pods end, and its volumes have no user' },
  { rule: 'review/removes', kind: '/PersistentVolume', because: 'the volume can no longer be claimed' },
  {
    rule: 'review/removes',
    kind: 'storage.k8s.io/StorageClass',
    because: 'its volumes can neither grow nor be made anew',
  },
  { rule: 'review/removes', kind: 'snapshot.storage.k8s.io/VolumeSnapshot', because: 'the snapshot goes with it' },
  {
    rule: 'review/removes',
    kind: 'snapshot.storage.k8s.io/VolumeSnapshotContent',
    because: 'the snapshot goes with it',
  },
  { rule: 'review/removes', kind: 'longhorn.io/Volume', because: 'the volume and all its copies are deleted' },
  { rule: 'review/removes', kind: '/Namespace', because: 'everything in it is deleted with it' },
  {
    rule: 'review/operators',
    kind: 'apiextensions.k8s.io/CustomResourceDefinition',
    because: 'every object of the kind is deleted with it',
  },
  {
    rule: 'review/operators',
    kind: 'helm.toolkit.fluxcd.io/HelmRelease',
    because: 'Helm uninstalls what it installed',
  },
  {
    rule: 'review/backups',
    kind: 'barmancloud.cnpg.io/ObjectStore',
    because: 'nothing is archived there any more, and no restore finds it',
  },
  { rule: 'review/backups', kind: 'postgresql.cnpg.io/ScheduledBackup', because: 'no backup is made any more' },
  { rule: 'review/backups', kind: 'postgresql.cnpg.io/Backup', because: 'the backup is no longer known by its name' },
  { rule: 'review/backups', kind: 'longhorn.io/RecurringJob', because: 'its snapshots or backups are made no more' },
  { rule: 'review/backups', kind: 'longhorn.io/BackupTarget', because: 'the backups so far are not found any more' },
  { rule: 'review/backups', kind: 'batch/CronJob', named: /backup|snapshot|dump/, because: 'no copy is made any more' },
  {
    rule: 'review/databases',
    kind: 'postgresql.cnpg.io/Database',
    because: 'the database is not declared any more, and dropped where its policy says so',
  },
  {
    rule: 'review/reclaim',
    kind: 'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    named: /^rackwright-keep-/,
    because: 'the API server lets everybody delete what holds data',
  },
  {
    rule: 'review/reclaim',
    kind: 'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
    named: /^rackwright-keep-/,
    because: 'the API server lets everybody delete what holds data',
  },
  { rule: 'review/unreachable', kind: '/Service', because: 'its clients find no such name' },
  { rule: 'review/quorum', kind: 'policy/PodDisruptionBudget', because: 'a drain may take every member at once' },
  {
    rule: 'review/keys',
    kind: 'cert-manager.io/Certificate',
    named: /-ca$/,
    because: 'what it signed can no longer be renewed',
  },
  {
    rule: 'review/flux',
    kind: 'kustomize.toolkit.fluxcd.io/Kustomization',
    because: 'Flux deletes everything that it applied',
  },
  { rule: 'review/flux', kind: 'source.toolkit.fluxcd.io/GitRepository', because: 'nothing is read from git any more' },
  { rule: 'review/flux', kind: 'fluxcd.controlplane.io/FluxInstance', because: 'the controllers of Flux are removed' },
];
