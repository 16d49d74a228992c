import type { AlertRule, RuleSet } from '../../kit/alerts';

const volume = 'volume, pvc_namespace, pvc';
const robustness = (state: string) => `max by (${volume}) (longhorn_volume_robustness{state="${state}"}) == 1`;
/** Volumes of one copy are kept by programs that replicate by themselves. */
const hasSeveralCopies = 'count by (volume) (longhorn_replica_info) > 1';
const claim = '{{ $labels.pvc_namespace }}/{{ $labels.pvc }}';

export const longhornAlerts: RuleSet = {
  recordings: [
    {
      record: 'claim:room_left:ratio',
      expr: 'min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)',
    },
  ],
  alerts: [...volumes(), ...disks(), ...claims()],
};

function volumes(): AlertRule[] {
  return [
    {
      alert: 'VolumeLost',
      expr: `${robustness('faulted')} and on (volume) ${hasSeveralCopies}`,
      for: '3m',
      severity: 'critical',
      summary: `volume of ${claim} has no usable copy left`,
      description: 'It cannot be read or written until a copy is salvaged or a backup restored.',
    },
    {
      alert: 'VolumeAway',
      expr: `${robustness('faulted')} unless on (volume) ${hasSeveralCopies}`,
      for: '15m',
      severity: 'warning',
      summary: `the one copy of the volume of ${claim} cannot be reached`,
      description: 'The program that it belongs to has others, on other blades.',
      explainedBy: 'NodeDown',
    },
    {
      alert: 'VolumeDegraded',
      expr: robustness('degraded'),
      for: '1h',
      severity: 'warning',
      summary: `volume of ${claim} has lacked a copy for an hour`,
      explainedBy: 'NodeDown',
    },
    {
      alert: 'VolumeRebuildsLong',
      expr: 'count by (pvc_namespace, pvc) (longhorn_engine_rebuild_progress) > 0',
      for: '6h',
      severity: 'warning',
      summary: `a copy of the volume of ${claim} has been rebuilding for six hours`,
    },
    {
      alert: 'VolumeReadOnly',
      expr: `max by (${volume}) (longhorn_volume_file_system_read_only) == 1`,
      for: '5m',
      severity: 'warning',
      summary: `the file system of ${claim} turned read-only: its disk failed under it`,
    },
  ];
}

function disks(): AlertRule[] {
  return [
    {
      alert: 'StorageNodeNotReady',
      expr: 'max by (node) (longhorn_node_status{condition="ready"}) == 0',
      for: '15m',
      severity: 'warning',
      summary: 'Longhorn cannot use {{ $labels.node }}',
      explainedBy: 'NodeDown',
    },
    {
      alert: 'StorageDiskFull',
      // The rest up to the reserved share is what a rebuild needs.
      expr: 'max by (node, disk) (longhorn_disk_usage_bytes / longhorn_disk_capacity_bytes) > 0.8',
      for: '1h',
      severity: 'warning',
      summary: 'the volumes on {{ $labels.node }} fill {{ $value | humanizePercentage }} of its disk',
    },
  ];
}

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
