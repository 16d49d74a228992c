import type { RuleSet } from '../../kit/alerts';

/** One slot a server: whoever comes when all are busy waits. */
export const chatAlerts = (replicas: number): RuleSet => ({
  alerts: [
    {
      alert: 'ChatQueueLong',
      expr: `sum(llamacpp:requests_deferred{pod=~"chat-[0-9]+-.+"}) > ${replicas}`,
      for: '15m',
      severity: 'warning',
      summary: `{{ $value }} questions wait for ${replicas} model servers`,
    },
  ],
});
