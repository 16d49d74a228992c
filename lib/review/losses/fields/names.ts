import { type FieldLoss, row, annotation } from '../field-loss';
import { cluster } from '../kinds';
import { added, another, anyChange, becomes, either, gone } from '../predicates';

/** Names that clients rely on. */
export const nameLosses: readonly FieldLoss[] = [
  row('review/unreachable', '/Service', 'spec.selector', anyChange, 'its clients reach other pods, or none'),
  row('review/unreachable', '/Service', 'spec.ports[*].port', another, 'its clients knock at a port that is closed'),
  row('review/unreachable', '/Service', 'spec.type', becomes('ExternalName'), 'its clients are sent elsewhere'),
  row('review/unreachable', cluster, annotation('cnpg.io/hibernation'), becomes('on'), 'every member is shut down'),
  row(
    'review/unreachable',
    cluster,
    annotation('cnpg.io/fencedInstances'),
    added,
    'PostgreSQL is stopped in these members',
  ),
  row(
    'review/unreachable',
    cluster,
    'spec.replica.enabled',
    becomes(true),
    'the cluster takes no writes any more and follows another one',
  ),
  row(
    'review/unreachable',
    cluster,
    'spec.postgresql.extensions',
    either(gone, another),
    'columns of its types cannot be read',
  ),
];
