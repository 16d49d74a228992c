import type { RuleSet } from '../../kit/alerts';

/** Prometheus about itself and about what it scrapes. `jobs`: every job that its configuration knows. */
export const prometheusAlerts = (jobs: readonly string[]): RuleSet => ({
  alerts: [
    {
      alert: 'Watchdog',
      expr: 'vector(1)',
      severity: 'info',
      summary: 'always on: whoever expects this heartbeat hears of it when the rack or its alerting has died',
    },
    {
      alert: 'TargetDown',
      expr: 'up == 0',
      for: '10m',
      severity: 'warning',
      summary: 'no metrics from {{ $labels.namespace }}/{{ $labels.pod }} ({{ $labels.job }})',
      description:
        'It may be dead, or a policy keeps Prometheus out. Alerts that read its metrics are blind meanwhile.',
    },
    {
      alert: 'JobAbsent',
      expr: jobs.map((job) => `absent(up{job="${job}"})`).join(' or '),
      for: '15m',
      severity: 'warning',
      summary: 'Prometheus finds no pod of job {{ $labels.job }}',
      description: 'The rack declares it, so its pods are gone or carry other labels. Alerts on it cannot fire.',
    },
    {
      alert: 'PrometheusConfigRefused',
      expr: 'prometheus_config_last_reload_successful == 0',
      for: '5m',
      severity: 'warning',
      summary: '{{ $labels.pod }} refuses its new configuration and goes on with the old one',
    },
    {
      alert: 'PrometheusRuleFailures',
      expr: 'sum by (pod, rule_group) (increase(prometheus_rule_evaluation_failures_total[10m])) > 0',
      for: '10m',
      severity: 'warning',
      summary: '{{ $labels.pod }} fails to evaluate rules of {{ $labels.rule_group }}',
      description: 'Alerts of that group cannot fire.',
    },
    {
      alert: 'PrometheusWalCorrupt',
      expr: 'increase(prometheus_tsdb_wal_corruptions_total[1h]) > 0',
      severity: 'warning',
      summary: '{{ $labels.pod }} found its write-ahead log broken and cut it off there',
      description: 'Minutes of samples are gone on this server, not on the other. Twice on one blade is a dying disk.',
    },
    {
      alert: 'PrometheusCompactionFailing',
      expr: 'increase(prometheus_tsdb_compactions_failed_total[6h]) > 1',
      severity: 'warning',
      summary: '{{ $labels.pod }} cannot compact its samples',
      description: 'Mostly a full disk. Without compaction it fills further, and memory grows.',
    },
    {
      alert: 'PrometheusNotIngesting',
      // One series for each type of sample: a rack without native histograms always has one of zero.
      expr: 'sum by (pod) (rate(prometheus_tsdb_head_samples_appended_total[5m])) == 0',
      for: '10m',
      severity: 'warning',
      summary: '{{ $labels.pod }} runs but stores nothing',
    },
    {
      alert: 'PrometheusCannotAlert',
      // The watchdog alone is sent once a minute.
      expr: 'sum by (pod) (rate(prometheus_notifications_sent_total[5m])) == 0',
      for: '10m',
      severity: 'warning',
      summary: '{{ $labels.pod }} reaches no Alertmanager',
      description:
        'What the other server sends still arrives. If neither gets through, only the heartbeat that stops tells.',
    },
    {
      alert: 'PrometheusSlowRules',
      expr: 'prometheus_rule_group_last_duration_seconds > prometheus_rule_group_interval_seconds',
      for: '15m',
      severity: 'warning',
      summary: '{{ $labels.pod }} needs longer for {{ $labels.rule_group }} than there is time between two rounds',
    },
  ],
});
