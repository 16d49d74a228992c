import type { RuleSet } from '../../kit/alerts';

export const litellmAlerts: RuleSet = {
  alerts: [
    {
      alert: 'ModelRequestsFail',
      // Answers 4xx are mistakes of whoever asks.
      expr: 'sum(increase(litellm_proxy_failed_requests_metric_total{exception_status!~"4.."}[15m])) / sum(increase(litellm_proxy_total_requests_metric_total[15m])) > 0.1',
      for: '10m',
      severity: 'warning',
      summary: '{{ $value | humanizePercentage }} of requests to the models fail',
    },
    {
      alert: 'ModelCacheDead',
      // Its readiness does not notice: requests wait for Redis, then go on without it.
      expr: 'sum(increase(litellm_redis_failed_requests_total[15m])) / sum(increase(litellm_redis_total_requests_total[15m])) > 0.5',
      for: '10m',
      severity: 'warning',
      summary: 'LiteLLM does without its cache: {{ $value | humanizePercentage }} of calls to Redis fail',
    },
  ],
};
