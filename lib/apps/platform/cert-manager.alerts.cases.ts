import type { AlertCases } from '../../kit/alert-cases';

const expires = 'certmanager_certificate_expiration_timestamp_seconds{namespace="gateway",name="gateway-tls"}';
const labels = { namespace: 'gateway', name: 'gateway-tls' };
const days = 86_400;

export const certManagerAlertCases: AlertCases = {
  app: 'cert-manager',
  alerts: {
    CertificateNotRenewed: [
      {
        when: 'ten days are left',
        series: { [expires]: `${10 * days}x90` },
        at: '80m',
        fires: [
          {
            labels,
            summary: 'certificate gateway/gateway-tls ends in 9d 22h 40m 0s and was not renewed',
          },
        ],
      },
      { when: 'sixteen days are left', series: { [expires]: `${16 * days}x90` }, at: '80m', fires: [] },
      {
        when: 'it is renewed while somebody looks',
        series: { [expires]: `${10 * days}x40 ${90 * days}x60` },
        at: '80m',
        fires: [],
      },
      {
        when: 'exactly two weeks are left all the time',
        series: { [expires]: `${14 * days}+60x180` },
        at: '2h',
        fires: [],
      },
    ],
    CertificateEnds: [
      {
        when: 'a day and a half are left',
        series: { [expires]: `${1.5 * days}x90` },
        at: '80m',
        fires: [{ labels, summary: 'certificate gateway/gateway-tls ends in 1d 10h 40m 0s' }],
      },
      { when: 'three days are left', series: { [expires]: `${3 * days}x90` }, at: '80m', fires: [] },
      {
        when: 'exactly two days are left all the time',
        series: { [expires]: `${2 * days}+60x180` },
        at: '2h',
        fires: [],
      },
    ],
    CertificateNotReady: [
      {
        when: 'its issuer refuses for an hour',
        series: {
          'certmanager_certificate_ready_status{namespace="gateway",name="gateway-tls",condition="False"}': '1x90',
        },
        at: '61m',
        fires: [{ labels, summary: 'certificate gateway/gateway-tls cannot be issued' }],
      },
      {
        when: 'issuing takes ten minutes',
        series: {
          'certmanager_certificate_ready_status{namespace="gateway",name="gateway-tls",condition="False"}': '1x10 0x90',
        },
        at: '80m',
        fires: [],
      },
    ],
  },
};
