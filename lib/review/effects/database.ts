import { countAt } from '../count-at';
import { type Manifest, groupOf } from '../../manifest/manifest';
import type { ChangedField } from '../changed-fields';
import { changedLeaves } from '../losses/changed-leaves';
import type { Outcome } from './effect';

/** Fields of a Cluster that stand in the pods of its members: CloudNativePG replaces them one by one. */
const inPods = [
  'spec.imageName',
  'spec.imageCatalogRef',
  'spec.resources',
  'spec.affinity',
  'spec.topologySpreadConstraints',
  'spec.env',
  'spec.envFrom',
  'spec.projectedVolumeTemplate',
  'spec.plugins',
  'spec.postgresql.extensions',
  'spec.priorityClassName',
  'spec.schedulerName',
  'spec.podSecurityContext',
  'spec.securityContext',
];

/** Settings that PostgreSQL reads at its start only (context `postmaster` of pg_settings, PostgreSQL 18). */
const atStart = new Set([
  'archive_mode',
  'autovacuum_max_workers',
  'autovacuum_worker_slots',
  'hot_standby',
  'huge_pages',
  'io_max_concurrency',
  'io_method',
  'max_connections',
  'max_files_per_process',
  'max_locks_per_transaction',
  'max_prepared_transactions',
  'max_replication_slots',
  'max_wal_senders',
  'max_worker_processes',
  'reserved_connections',
  'shared_buffers',
  'shared_memory_type',
  'superuser_reserved_connections',
  'track_commit_timestamp',
  'wal_buffers',
  'wal_decode_buffer_size',
  'wal_level',
  'wal_log_hints',
]);

/** What CloudNativePG does with a changed Cluster; undefined for any other object, and for what restarts nothing. */
export function databaseOutcome(before: Manifest, after: Manifest): Outcome | undefined {
  if (after.kind !== 'Cluster' || groupOf(after.apiVersion) !== 'postgresql.cnpg.io') return undefined;
  const fields = changedLeaves(before, after);
  const [old, wanted] = [before, after].map((manifest) => countAt(manifest, 'spec.instances'));
  const causes = [...new Set(fields.filter(isCause).map(({ path }) => shortened(path)))];
  if (causes.length > 0)
    return ['restarts', `1 of ${wanted} at a time, the primary last: ${causes.slice(0, 3).join(', ')}`];
  return old === wanted
    ? undefined
    : ['changed in place', `${old} members become ${wanted}; the others stay as they are`];
}

function isCause({ path }: ChangedField): boolean {
  const parameter = /^spec\.postgresql\.parameters\.(.+)$/.exec(path)?.[1];
  return parameter === undefined
    ? inPods.some((field) => path === field || (/^[.[]/.test(path.slice(field.length)) && path.startsWith(field)))
    : atStart.has(parameter);
}

/** `spec.affinity.nodeAffinity.required…` is told as `affinity`, a parameter by its name. */
function shortened(path: string): string {
  const parameter = /^spec\.postgresql\.parameters\.(.+)$/.exec(path)?.[1];
  return parameter ?? path.replace(/^spec\.([^.[]+).*$/, '$1');
}
