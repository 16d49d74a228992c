import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, row, table, upOrDown } from '../../kit/panels';

export const postgresDashboard: DashboardProps = {
  uid: 'postgres',
  title: 'PostgreSQL',
  purpose: 'Whether commits are safe, how old the newest backup is, and what the databases are busy with.',
  links: ['minio', 'storage'],
  rows: [
    row(
      'Are commits safe, and can they be restored?',
      figure({
        title: 'Instances that answer',
        help: 'Of three. With two, commits go on; with one they wait. Page: postgres.',
        unit: 'count',
        query: 'count(max by (pod) (cnpg_collector_up) == 1) or vector(0)',
        levels: ['red', [2, 'orange'], [3, 'green']],
      }),
      figure({
        title: 'Standbys that follow',
        help: 'Of two. A commit waits until one of them has it on disk; without any it waits for ever.',
        unit: 'count',
        query: 'max(cnpg_pg_replication_streaming_replicas)',
        levels: ['red', [1, 'orange'], [2, 'green']],
      }),
      figure({
        title: 'Newest backup',
        help: 'Made every night at a quarter past two. Page: postgres. How to go back: restore-postgres.',
        unit: 'seconds',
        query: 'time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp > 0)',
        levels: ['green', [108_000, 'orange'], [129_600, 'red']],
        nothing: 'there is none',
      }),
      figure({
        title: 'Log not yet archived',
        help: 'What a restore would lack, beyond the newest backup: segments of 16 MiB that wait. Normal: at most one or two.',
        unit: 'count',
        query: 'max(cnpg_collector_pg_wal_archive_status{value="ready"})',
        levels: ['green', [5, 'orange'], [20, 'red']],
      }),
      table({
        title: 'The three instances',
        help: 'Behind is how far a standby is from the primary, as time. Normal: under a second.',
        labels: { pod: 'Pod', node: 'Blade' },
        columns: [
          { title: 'State', unit: 'state', words: upOrDown, query: 'max by (pod, node) (cnpg_collector_up)' },
          {
            title: 'Role',
            unit: 'state',
            words: { 0: ['primary', 'green'], 1: ['standby', 'grey'] },
            query: 'max by (pod, node) (cnpg_pg_replication_in_recovery)',
          },
          {
            title: 'Behind',
            unit: 'seconds',
            levels: ['green', [10, 'orange'], [60, 'red']],
            query: 'max by (pod, node) (cnpg_pg_replication_lag)',
          },
          { title: 'Connections', unit: 'count', query: 'sum by (pod, node) (cnpg_backends_total)' },
          {
            title: 'Log on disk',
            unit: 'bytes',
            query: 'max by (pod, node) (cnpg_collector_pg_wal{value="size"})',
          },
        ],
        width: 24,
        height: 5,
      }),
    ),
    row(
      'What are the databases busy with?',
      lines({
        title: 'Connections by database',
        help: 'One hundred are allowed in all. A database that keeps many idle ones has too large a pool.',
        unit: 'count',
        min: 0,
        stacked: true,
        lines: { '{{datname}}': 'sum by (datname) (cnpg_backends_total)' },
      }),
      lines({
        title: 'Transactions',
        help: 'Committed and rolled back, of all databases. Rolled back ones are errors of a client, or its retries.',
        unit: 'per second',
        min: 0,
        lines: {
          committed: 'sum(rate(cnpg_pg_stat_database_xact_commit[5m]))',
          'rolled back': 'sum(rate(cnpg_pg_stat_database_xact_rollback[5m]))',
        },
      }),
      lines({
        title: 'Found in memory',
        help: 'Share of blocks that the shared buffers held. Below nine tenths for long: more memory, or an index that is missing.',
        unit: 'share',
        min: 0,
        max: 1,
        lines: {
          '{{datname}}':
            'sum by (datname) (rate(cnpg_pg_stat_database_blks_hit[5m])) / (sum by (datname) (rate(cnpg_pg_stat_database_blks_hit[5m])) + sum by (datname) (rate(cnpg_pg_stat_database_blks_read[5m])))',
        },
      }),
      lines({
        title: 'Size of the databases',
        help: 'The disk of an instance is apps.postgres.disk.',
        unit: 'bytes',
        min: 0,
        stacked: true,
        lines: { '{{datname}}': 'max by (datname) (cnpg_pg_database_size_bytes)' },
      }),
    ),
    row(
      'How did replication go?',
      lines({
        title: 'How far standbys are behind',
        help: 'Peaks while something large is written are normal. A line that rises is a standby that does not keep up.',
        unit: 'seconds',
        min: 0,
        lines: { '{{pod}}': 'max by (pod) (cnpg_pg_replication_lag)' },
      }),
      lines({
        title: 'Archiving of the log',
        help: 'Segments that went to the bucket, and tries that failed. Failed ones are tried again; the disk fills meanwhile.',
        unit: 'count',
        min: 0,
        lines: {
          archived: 'round(sum(increase(cnpg_pg_stat_archiver_archived_count[10m])))',
          failed: 'round(sum(increase(cnpg_pg_stat_archiver_failed_count[10m])))',
        },
      }),
    ),
  ],
};
