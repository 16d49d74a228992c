import type { RuleSet } from '../../kit/alerts';

/** Slower than chat, so whoever comes second waits for minutes. */
export const chatLargeAlerts = (replicas: number): RuleSet => ({
  alerts: [
    {
      alert: 'ChatLargeQueueLong',
      expr: `sum(llamacpp:requests_deferred{pod=~"chat-large-[0-9]+-.+"}) > ${replicas}`,
      for: '30m',
      severity: 'warning',
      summary: `{{ $value }} questions wait for ${replicas} servers of the large model`,
    },
  ],
});
