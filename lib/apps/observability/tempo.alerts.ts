import type { RuleSet } from '../../kit/alerts';

/** Traces explain answers and carry none, so nobody is woken over them. */
export const tempoAlerts: RuleSet = {
  alerts: [
    {
      alert: 'TempoRefusesSpans',
      expr: 'sum by (reason) (rate(tempo_discarded_spans_total[10m])) > 0',
      for: '15m',
      severity: 'warning',
      summary: 'Tempo throws spans away: {{ $labels.reason }}',
      description: 'Traces of this time have gaps, or are missing.',
    },
    {
      alert: 'TempoStoreRefuses',
      // 404 is what it gets when it looks whether something is there.
      expr: 'sum by (status_code) (rate(tempodb_backend_request_duration_seconds_count{status_code=~"403|5.."}[10m])) > 0',
      for: '15m',
      severity: 'warning',
      summary: 'the object store answers Tempo with {{ $labels.status_code }}',
      description: 'Spans stay on its own disk until that is full.',
    },
    {
      alert: 'TempoBlocksUnknown',
      // It asks every five minutes: one failure is over after a quarter of an hour.
      expr: 'sum(rate(tempodb_blocklist_poll_errors_total[15m])) > 0',
      for: '30m',
      severity: 'warning',
      summary: 'Tempo cannot list its blocks in the object store: older traces are not found',
    },
    {
      alert: 'TempoNotTidied',
      expr: 'sum(rate(tempodb_compaction_errors_total[30m])) + sum(rate(tempodb_retention_errors_total[30m])) > 0',
      for: '2h',
      severity: 'warning',
      summary: 'Tempo neither joins nor deletes old blocks: searches get slow, and the bucket grows',
    },
  ],
};
