import type { RuleSet } from '../../kit/alerts';

const days = 86_400;
const certificate = '{{ $labels.namespace }}/{{ $labels.name }}';
const expiry = 'min by (namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time()';

/** Certificates are renewed when a third of their life is left: with ninety days of it, thirty before their end. */
export const certManagerAlerts: RuleSet = {
  alerts: [
    {
      alert: 'CertificateNotRenewed',
      expr: `${expiry} < ${14 * days}`,
      for: '1h',
      severity: 'warning',
      summary: `certificate ${certificate} ends in {{ $value | humanizeDuration }} and was not renewed`,
    },
    {
      alert: 'CertificateEnds',
      expr: `${expiry} < ${2 * days}`,
      for: '1h',
      severity: 'critical',
      summary: `certificate ${certificate} ends in {{ $value | humanizeDuration }}`,
      description: 'From then on browsers and clients refuse the connection.',
    },
    {
      alert: 'CertificateNotReady',
      expr: 'max by (namespace, name) (certmanager_certificate_ready_status{condition="False"}) == 1',
      for: '1h',
      severity: 'warning',
      summary: `certificate ${certificate} cannot be issued`,
    },
  ],
};
