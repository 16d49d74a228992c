import { quorumMark } from '../../../facts/marks';
import { type FieldLoss, row, annotation } from '../field-loss';
import { set, cluster } from '../kinds';
import { becomes, either, fewer, gone, leaves, lower } from '../predicates';

/** Members; those of sets are counted against their own quorum in quorum.ts. */
export const memberLosses: readonly FieldLoss[] = [
  row(
    'review/quorum',
    cluster,
    'spec.affinity.podAntiAffinityType',
    leaves('required'),
    'two members, and with them the last copy, may share a blade',
  ),
  row(
    'review/quorum',
    cluster,
    'spec.affinity.enablePodAntiAffinity',
    becomes(false),
    'two members, and with them the last copy, may share a blade',
  ),
  row(
    'review/quorum',
    set,
    'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
    either(gone, fewer),
    'two members, and with them the last copy, may share a blade',
  ),
  row('review/quorum', set, annotation(quorumMark.key), lower(), 'too few members count as enough'),
  row('review/quorum', cluster, 'spec.enablePDB', becomes(false), 'a drain may take every member at once'),
  row(
    'review/quorum',
    'policy/PodDisruptionBudget',
    'spec.minAvailable',
    lower(),
    'a drain may take more members at once',
  ),
  row(
    'review/quorum',
    'policy/PodDisruptionBudget',
    'spec.maxUnavailable',
    (before, after) => lower()(after, before),
    'a drain may take more members at once',
  ),
];
