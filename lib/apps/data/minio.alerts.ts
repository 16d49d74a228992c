import type { RuleSet } from '../../kit/alerts';

/** Every server tells of the whole set, so the highest count is the one that was noticed by somebody. */
export const minioAlerts = (servers: number, writeQuorum: number): RuleSet => ({
  alerts: [
    {
      alert: 'MinioTakesNoWrites',
      expr: `max(minio_cluster_nodes_offline_total) > ${servers - writeQuorum} or max(minio_cluster_health_status) == 0`,
      for: '3m',
      severity: 'critical',
      summary: `the object store lacks more than ${servers - writeQuorum} of ${servers} servers and refuses writes`,
      description: 'Backups and the log of PostgreSQL go nowhere, and no document can be uploaded.',
    },
    {
      alert: 'MinioServerMissing',
      expr: 'max(minio_cluster_nodes_offline_total) > 0',
      for: '15m',
      severity: 'warning',
      summary: '{{ $value }} of the object store’s servers are missing',
      explainedBy: 'NodeDown',
    },
    {
      alert: 'MinioDriveOffline',
      expr: 'max(minio_cluster_drive_offline_total) > max(minio_cluster_nodes_offline_total)',
      for: '15m',
      severity: 'warning',
      summary: 'a server of the object store runs without its disk',
    },
    {
      alert: 'MinioHealingLong',
      expr: 'max(minio_cluster_health_erasure_set_healing_drives) > 0',
      for: '12h',
      severity: 'warning',
      summary: 'the object store has been rebuilding a disk for twelve hours',
    },
    {
      alert: 'MinioFilling',
      expr: 'min(minio_cluster_capacity_usable_free_bytes) / max(minio_cluster_capacity_usable_total_bytes) < 0.15',
      for: '1h',
      severity: 'warning',
      summary: 'the object store has {{ $value | humanizePercentage }} of its room left',
    },
    {
      alert: 'MinioErrors',
      // Its count of 5xx answers is not there before the first one.
      expr: '(sum(increase(minio_s3_requests_errors_total[15m])) - (sum(increase(minio_s3_requests_4xx_errors_total[15m])) or vector(0))) / sum(increase(minio_s3_requests_total[15m])) > 0.05',
      for: '15m',
      severity: 'warning',
      summary: 'the object store answers {{ $value | humanizePercentage }} of requests with an error of its own',
    },
  ],
});
