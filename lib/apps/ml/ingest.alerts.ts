import type { RuleSet } from '../../kit/alerts';

const run = '{namespace="ml",cronjob="ingest"}';

export const ingestAlerts: RuleSet = {
  alerts: [
    {
      alert: 'IngestStands',
      // Before the first time: when the CronJob was made.
      expr: `time() - (max(kube_cronjob_status_last_successful_time${run}) or max(kube_cronjob_created${run})) > 129600`,
      for: '15m',
      severity: 'warning',
      summary: 'documents have not been looked at for {{ $value | humanizeDuration }}',
      description: 'What was put into the bucket since is not found, and what was deleted still is.',
    },
    {
      alert: 'DocumentsNotRead',
      expr: 'max(ingest_documents{state="refused"}) > 0',
      for: '2h',
      severity: 'warning',
      summary: '{{ $value }} documents could not be read, and are not found',
    },
  ],
};

export const searchAlerts: RuleSet = {
  alerts: [
    {
      alert: 'SearchesFail',
      // Answers 4xx are mistakes of whoever asks.
      expr: 'sum(increase(ingest_searches_total{code=~"5.."}[15m])) / sum(increase(ingest_searches_total[15m])) > 0.1',
      for: '10m',
      severity: 'warning',
      summary: '{{ $value | humanizePercentage }} of searches fail',
    },
  ],
};
