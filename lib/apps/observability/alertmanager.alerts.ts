import type { RuleSet } from '../../kit/alerts';

export const alertmanagerAlerts = (replicas: number): RuleSet => ({
  alerts: [
    {
      alert: 'AlertsNotDelivered',
      // A receiver that fails for every server fails by itself; one server that fails alone is a blade's affair.
      expr: `min by (integration) (sum by (pod, integration) (increase(alertmanager_notifications_failed_total[15m]))) > 0`,
      for: '15m',
      severity: 'warning',
      summary: 'messages by {{ $labels.integration }} do not arrive',
      description: 'No server of Alertmanager could deliver all of them. Other receivers, if any, still work.',
    },
    {
      alert: 'AlertmanagerClusterSplit',
      expr: `min(alertmanager_cluster_members) < ${replicas}`,
      for: '30m',
      severity: 'warning',
      summary: `an Alertmanager sees only {{ $value }} of ${replicas} servers`,
      description: 'Servers that do not see one another each tell every alert: messages arrive more than once.',
      explainedBy: 'NodeDown',
    },
  ],
});
