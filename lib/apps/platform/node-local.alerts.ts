import type { AlertRule, RuleSet } from '../../kit/alerts';

/** About every claim, whoever made its volume: the kubelet measures them all. */
export const nodeLocalAlerts: RuleSet = {
  recordings: [
    {
      record: 'claim:room_left:ratio',
      expr: 'min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)',
    },
  ],
  alerts: claims(),
};

function claims(): AlertRule[] {
  const where = '{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}';
  return [
    {
      alert: 'ClaimAlmostFull',
      // Prometheus drops its oldest samples at nine tenths, so a twelfth left is no accident there.
      expr: 'claim:room_left:ratio < 0.07',
      for: '15m',
      severity: 'warning',
      summary: `${where} has {{ $value | humanizePercentage }} of its room left`,
    },
    {
      alert: 'ClaimFilling',
      expr: `claim:room_left:ratio < 0.4 and min by (namespace, persistentvolumeclaim) (predict_linear(kubelet_volume_stats_available_bytes[6h], ${24 * 3600})) < 0`,
      for: '1h',
      severity: 'warning',
      summary: `${where} is full in a day if it goes on like this`,
    },
    {
      alert: 'DataClaimFull',
      expr: 'claim:room_left:ratio{namespace="data"} < 0.03',
      for: '5m',
      severity: 'critical',
      summary: `${where} is as good as full; what writes there stops`,
    },
  ];
}
