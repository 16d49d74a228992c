import { type FieldLoss, row, annotation } from '../field-loss';
import { set, volume, scheduled, kustomization } from '../kinds';
import { added, another, becomes, either, fewer, leaves } from '../predicates';

/** Deletion that was held back. */
export const reclaimLosses: readonly FieldLoss[] = [
  row(
    'review/reclaim',
    '*',
    annotation('kustomize.toolkit.fluxcd.io/prune'),
    leaves('disabled'),
    'Flux may delete it from now on, when it leaves git',
  ),
  row('review/reclaim', '*', annotation('helm.sh/resource-policy'), leaves('keep'), 'Helm may delete it from now on'),
  row(
    'review/reclaim',
    '*',
    annotation('kustomize.toolkit.fluxcd.io/force'),
    becomes('enabled'),
    'Flux deletes it and makes it anew where a field cannot be changed',
  ),
  row(
    'review/reclaim',
    '*',
    'metadata.finalizers',
    fewer,
    'nothing is tidied up or waited for any more when it is deleted',
  ),
  row('review/reclaim', '*', 'metadata.ownerReferences', added, 'it is deleted together with its owner'),
  row(
    'review/reclaim',
    set,
    'spec.persistentVolumeClaimRetentionPolicy',
    leaves('Retain'),
    'its claims are deleted with the set or with a replica',
  ),
  row(
    'review/reclaim',
    volume,
    'spec.persistentVolumeReclaimPolicy',
    either(becomes('Delete'), becomes('Recycle')),
    'the volume is erased when its claim goes',
  ),
  row(
    'review/reclaim',
    'snapshot.storage.k8s.io/VolumeSnapshotClass',
    'deletionPolicy',
    becomes('Delete'),
    'snapshots go with their objects',
  ),
  row(
    'review/reclaim',
    'snapshot.storage.k8s.io/VolumeSnapshotContent',
    'spec.deletionPolicy',
    becomes('Delete'),
    'the snapshot goes with its object',
  ),
  row(
    'review/reclaim',
    scheduled,
    'spec.backupOwnerReference',
    leaves('none', undefined),
    'backups are deleted together with what owns them',
  ),
  row(
    'review/reclaim',
    kustomization,
    'spec.deletionPolicy',
    either(another, becomes('Delete')),
    'deleting the Kustomization deletes what it applied',
  ),
  row(
    'review/reclaim',
    kustomization,
    'spec.force',
    becomes(true),
    'objects that cannot be changed are deleted and made anew',
  ),
  ...['spec.validationActions', 'spec.matchResources', 'spec.policyName'].map((field) =>
    row(
      'review/reclaim',
      'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
      field,
      either(fewer, another, added),
      'the API server no longer refuses what it refused',
    ),
  ),
  row(
    'review/reclaim',
    'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
    'spec.failurePolicy',
    leaves('Fail'),
    'what the policy cannot evaluate is let through',
  ),
];
