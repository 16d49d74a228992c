import type { RuleSet } from '../../kit/alerts';

const days = 86_400;

/** Kubernetes about itself. */
export const clusterAlerts: RuleSet = {
  alerts: [
    {
      alert: 'EtcdWithoutLeader',
      expr: 'max(etcd_server_has_leader) == 0',
      for: '1m',
      severity: 'critical',
      summary: 'etcd has no leader: nothing in the cluster can be changed',
    },
    {
      alert: 'EtcdMemberWithoutLeader',
      expr: 'max by (node) (etcd_server_has_leader) == 0',
      for: '5m',
      severity: 'warning',
      summary: 'etcd on {{ $labels.node }} has lost the others',
    },
    {
      alert: 'EtcdFilling',
      expr: 'max by (node) (etcd_mvcc_db_total_size_in_bytes / etcd_server_quota_backend_bytes) > 0.8',
      for: '30m',
      severity: 'warning',
      summary:
        'etcd on {{ $labels.node }} uses {{ $value | humanizePercentage }} of its quota; beyond it, it refuses writes',
    },
    {
      alert: 'EtcdDiskSlow',
      expr: 'histogram_quantile(0.99, sum by (node, le) (rate(etcd_disk_wal_fsync_duration_seconds_bucket[10m]))) > 0.5',
      for: '30m',
      severity: 'warning',
      summary: 'the disk below etcd on {{ $labels.node }} takes {{ $value | humanizeDuration }} for a write',
      description: 'From a second on etcd loses its leader again and again.',
    },
    {
      alert: 'ApiServerErrors',
      expr: 'sum(rate(apiserver_request_total{code=~"5.."}[10m])) / sum(rate(apiserver_request_total[10m])) > 0.05',
      for: '15m',
      severity: 'warning',
      summary: 'the API server fails in {{ $value | humanizePercentage }} of requests',
    },
    {
      alert: 'KubeletCertificateEnds',
      expr: `min by (node) (kubelet_certificate_manager_server_ttl_seconds) < ${7 * days}`,
      for: '1h',
      severity: 'warning',
      summary: 'the certificate of the kubelet on {{ $labels.node }} ends in {{ $value | humanizeDuration }}',
      description: 'Whoever approves its requests does not. Afterwards nobody reads its metrics and logs.',
    },
  ],
};
