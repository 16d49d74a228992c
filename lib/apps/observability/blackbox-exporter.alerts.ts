import type { RuleSet } from '../../kit/alerts';

const days = 86_400;

/** Asked from inside, but the way people come: by name, through the gateway, over TLS. */
export const probeAlerts: RuleSet = {
  alerts: [
    {
      alert: 'PageDown',
      expr: 'max by (instance) (probe_success) == 0',
      for: '5m',
      severity: 'critical',
      summary: '{{ $labels.instance }} cannot be opened',
    },
    {
      alert: 'PageSlow',
      expr: 'min by (instance) (avg_over_time(probe_duration_seconds[10m])) > 3',
      for: '20m',
      severity: 'warning',
      summary: '{{ $labels.instance }} takes {{ $value | printf "%.1f" }} s to answer',
    },
    {
      alert: 'PageCertificateEnds',
      expr: `min by (instance) (probe_ssl_earliest_cert_expiry) - time() < ${7 * days}`,
      for: '1h',
      severity: 'warning',
      summary: 'what {{ $labels.instance }} shows ends in {{ $value | humanizeDuration }}',
      description: 'cert-manager may have renewed it: then the gateway still shows the old one.',
    },
  ],
};
