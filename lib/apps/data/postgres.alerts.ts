import type { AlertRule, RuleSet } from '../../kit/alerts';

interface PostgresWatched {
  instances: number;
  maxConnections: number;
  walDiskBytes: number;
  /** Whether there is anywhere to back up to. */
  hasBackups: boolean;
}

/** A nightly base backup may take hours on a slow line; a second night without one is told. */
const backupHours = 36;
const walFileBytes = 16 * 1024 * 1024;
const archiveFails =
  'max by (pod) (cnpg_pg_stat_archiver_last_failed_time) > max by (pod) (cnpg_pg_stat_archiver_last_archived_time)';

export const postgresAlerts = ({ instances, maxConnections, walDiskBytes, hasBackups }: PostgresWatched): RuleSet => ({
  alerts: [...replication(instances), ...(hasBackups ? backups(walDiskBytes) : []), ...load(maxConnections)],
});

function replication(instances: number): AlertRule[] {
  return [
    {
      alert: 'PostgresTakesNoCommits',
      // A commit waits for the primary and one more.
      expr: '(count(cnpg_collector_up == 1) or vector(0)) < 2',
      for: '3m',
      severity: 'critical',
      summary: `fewer than 2 of ${instances} PostgreSQL instances answer, so no commit is acknowledged`,
    },
    {
      alert: 'PostgresWithoutPrimary',
      expr: 'absent(cnpg_pg_replication_in_recovery == 0)',
      for: '3m',
      severity: 'critical',
      summary: 'no PostgreSQL instance leads',
      description: 'The operator promotes only an instance that has every acknowledged commit, and found none.',
    },
    {
      alert: 'PostgresReplicaMissing',
      expr: `max(cnpg_pg_replication_streaming_replicas) < ${instances - 1}`,
      for: '30m',
      severity: 'warning',
      summary: `only {{ $value }} of ${instances - 1} replicas stream from the primary`,
      explainedBy: 'NodeDown',
    },
    {
      alert: 'PostgresReplicaLags',
      expr: 'cnpg_pg_replication_lag > 300 and cnpg_pg_replication_in_recovery == 1 and cnpg_pg_replication_is_wal_receiver_up == 1',
      for: '15m',
      severity: 'warning',
      summary: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind the primary',
    },
    {
      alert: 'PostgresFailedOver',
      expr: 'cnpg_pg_replication_in_recovery == 0 and cnpg_pg_replication_in_recovery offset 15m == 1',
      severity: 'info',
      summary: '{{ $labels.pod }} became primary within the last quarter of an hour',
    },
    {
      alert: 'PostgresFailsOverOften',
      expr: 'sum(changes(cnpg_pg_replication_in_recovery[6h])) > 4',
      severity: 'warning',
      summary: 'the primary of PostgreSQL has changed {{ $value }} times or so in six hours',
    },
  ];
}

function backups(walDiskBytes: number): AlertRule[] {
  return [
    {
      alert: 'PostgresBackupOld',
      // Before the first backup it is 0: as old as can be.
      expr: `time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp) > ${backupHours * 3600}`,
      for: '1h',
      severity: 'warning',
      summary: 'the newest base backup of PostgreSQL is {{ $value | humanizeDuration }} old',
      description: 'The log is archived besides, so nothing is lost yet; a restore takes longer with every day.',
    },
    {
      alert: 'PostgresBackupFailed',
      expr: 'max(barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp) > max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp)',
      for: '1h',
      severity: 'warning',
      summary: 'the last base backup of PostgreSQL failed',
    },
    {
      alert: 'PostgresArchiveFailing',
      expr: archiveFails,
      for: '15m',
      severity: 'warning',
      summary: '{{ $labels.pod }} cannot archive its log: what is written now is not in any backup',
      description: 'The log stays on the volume until it can be archived; a full volume stops the primary.',
    },
    {
      alert: 'PostgresArchiveStopped',
      expr: archiveFails,
      for: '2h',
      severity: 'critical',
      summary: '{{ $labels.pod }} has archived nothing for two hours: a lost rack loses what was written since',
      description: 'The volume of the log holds a week of it, if apps.postgres.walDisk is as large as it is by itself.',
    },
    {
      alert: 'PostgresArchiveBacklog',
      // Half of the volume that the log shares with nothing else.
      expr: `max by (pod) (cnpg_collector_pg_wal_archive_status{value="ready"}) > ${Math.floor(walDiskBytes / 2 / walFileBytes)}`,
      for: '5m',
      severity: 'critical',
      summary:
        '{{ $value }} log files of {{ $labels.pod }} wait to be archived; PostgreSQL stops when their volume is full',
    },
  ];
}

function load(maxConnections: number): AlertRule[] {
  return [
    {
      alert: 'PostgresConnectionsShort',
      expr: `sum by (pod) (cnpg_backends_total) > ${Math.floor(maxConnections * 0.9)}`,
      for: '5m',
      severity: 'warning',
      summary: `{{ $labels.pod }} has {{ $value }} of ${maxConnections} connections in use`,
    },
    {
      alert: 'PostgresIdsRunOut',
      expr: 'max by (datname) (cnpg_pg_database_xid_age) > 1000000000',
      for: '1h',
      severity: 'warning',
      summary: 'vacuum falls behind in database {{ $labels.datname }}: half of the transaction ids are used',
    },
  ];
}
