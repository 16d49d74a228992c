import type { AlertRule, RuleSet } from '../../kit/alerts';

const volume = 'volume, pvc_namespace, pvc';
const robustness = (state: string) => `max by (${volume}) (longhorn_volume_robustness{state="${state}"}) == 1`;
const claim = '{{ $labels.pvc_namespace }}/{{ $labels.pvc }}';

export const longhornAlerts: RuleSet = {
  alerts: [...volumes(), ...disks()],
};

function volumes(): AlertRule[] {
  return [
    {
      alert: 'VolumeLost',
      expr: robustness('faulted'),
      for: '3m',
      severity: 'critical',
      summary: `volume of ${claim} has no usable copy left`,
      description: 'It cannot be read or written until a copy is salvaged or a backup restored.',
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
