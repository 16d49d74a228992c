import { type FieldLoss, row } from '../field-loss';
import { cluster } from '../kinds';
import { becomes, gone, leaves, lower } from '../predicates';

/** What PostgreSQL promises with each commit. */
export const commitLosses: readonly FieldLoss[] = [
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.parameters.fsync',
    becomes('off', 'false'),
    'a power cut destroys the database',
  ),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.parameters.full_page_writes',
    becomes('off', 'false'),
    'a power cut destroys pages that were half-written',
  ),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.parameters.synchronous_commit',
    (before, after) => commitStrength(after) < commitStrength(before),
    'a commit is confirmed before it is safe',
  ),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.parameters.wal_level',
    becomes('minimal'),
    'nothing can be archived or replicated',
  ),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.parameters.archive_mode',
    becomes('off'),
    'the write-ahead log is no longer archived',
  ),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.synchronous.dataDurability',
    becomes('preferred', undefined),
    'a commit may be on one blade only',
  ),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.synchronous.number',
    lower(),
    'a commit is confirmed by fewer members',
  ),
  row('review/persistence', cluster, 'spec.postgresql.synchronous.method', gone, 'a commit may be on one blade only'),
  row(
    'review/persistence',
    cluster,
    'spec.postgresql.synchronous.failoverQuorum',
    leaves(true),
    'a member without the last commits may become primary',
  ),
];

/** How much has happened when a commit is confirmed. `on` is PostgreSQL's own value. */
function commitStrength(value: unknown): number {
  return ['off', 'local', 'remote_write', 'on', 'remote_apply'].indexOf(String(value ?? 'on'));
}
