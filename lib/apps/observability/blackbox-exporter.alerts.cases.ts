import type { AlertCases } from '../../kit/alert-cases';

const instance = 'https://chat.rack.home.arpa/health';
const probe = (metric: string, job = 'opened-by-people') => `probe_${metric}{job="${job}",instance="${instance}"}`;
const labels = { instance };
const days = 86_400;

export const probeAlertCases: AlertCases = {
  app: 'blackbox-exporter',
  alerts: {
    PageDown: [
      {
        when: 'the chat has not opened for five minutes',
        series: { [probe('success')]: '1x2 0x20' },
        at: '9m',
        fires: [{ labels, summary: `${instance} cannot be opened` }],
      },
      {
        when: 'its server moves to another blade',
        series: { [probe('success')]: '1x2 0x3 1x20' },
        at: '15m',
        fires: [],
      },
    ],
    PageSlow: [
      {
        when: 'it takes five seconds all the time',
        series: { [probe('duration_seconds')]: '5x60' },
        at: '25m',
        fires: [{ labels, summary: `${instance} takes 5.0 s to answer` }],
      },
      { when: 'it takes two', series: { [probe('duration_seconds')]: '2x60' }, at: '50m', fires: [] },
      {
        when: 'it is slow for ten minutes',
        series: { [probe('duration_seconds')]: '0.2x10 8x9 0.2x60' },
        at: '60m',
        fires: [],
      },
      { when: 'it takes exactly three seconds', series: { [probe('duration_seconds')]: '3x60' }, at: '45m', fires: [] },
    ],
    PageCertificateEnds: [
      {
        when: 'the gateway shows a certificate of four more days',
        series: { [probe('ssl_earliest_cert_expiry')]: `${4 * days}x90` },
        at: '80m',
        fires: [{ labels, summary: `what ${instance} shows ends in 3d 22h 40m 0s` }],
      },
      {
        when: 'it shows one of ten',
        series: { [probe('ssl_earliest_cert_expiry')]: `${10 * days}x90` },
        at: '80m',
        fires: [],
      },
      {
        when: 'exactly a week is left all the time',
        series: { [probe('ssl_earliest_cert_expiry')]: `${7 * days}+60x180` },
        at: '2h',
        fires: [],
      },
    ],
  },
};
