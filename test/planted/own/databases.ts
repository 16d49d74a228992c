import { type Fault, drop, set } from '../fault';

/** Kinds of our own: databases and backups. */
export const databaseFaults: readonly Fault[] = [
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
];
