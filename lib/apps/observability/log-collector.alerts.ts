import type { RuleSet } from '../../kit/alerts';

export const collectorAlerts: RuleSet = {
  alerts: [
    {
      alert: 'LogsWait',
      // An eighth of what a blade may keep; at rest nothing waits.
      expr: 'max by (node) (vlagent_remotewrite_pending_data_bytes) > 64 * 2^20',
      for: '15m',
      severity: 'warning',
      summary: 'logs of {{ $labels.node }} wait on the blade: the store does not take them',
      description: 'From 512 MiB on the oldest are lost.',
    },
    {
      alert: 'LogsLost',
      expr:
        'sum by (node) (increase(vm_persistentqueue_blocks_dropped_total[30m])) + ' +
        'sum by (node) (increase(vlagent_remotewrite_packets_dropped_total[30m])) > 0',
      for: '5m',
      severity: 'warning',
      summary: 'logs of {{ $labels.node }} are lost: they waited for too long, or the store refuses them',
    },
  ],
};
