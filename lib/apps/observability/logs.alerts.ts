import type { RuleSet } from '../../kit/alerts';

/** Logs explain and carry nothing, so nobody is woken over them. */
export const logAlerts: RuleSet = {
  alerts: [
    {
      alert: 'LogStoreFull',
      expr: 'max(vl_storage_is_read_only) > 0',
      for: '10m',
      severity: 'warning',
      summary: 'the log store takes nothing more: its disk is full',
      description: 'The collectors keep what comes on their own blades, 512 MiB each, and then lose the oldest.',
    },
    {
      alert: 'LogLinesRefused',
      // Debugging drops what it was asked to drop.
      expr: 'sum by (reason) (rate(vl_rows_dropped_total{reason!="debug"}[15m])) > 0',
      for: '15m',
      severity: 'warning',
      summary: 'lines of logs are thrown away: {{ $labels.reason }}',
    },
  ],
};
