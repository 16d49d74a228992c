import type { AlertCases } from '../../kit/alert-cases';

const failed = (pod: number, integration: string) =>
  `alertmanager_notifications_failed_total{pod="alertmanager-${pod}",integration="${integration}",reason="other"}`;
const members = (pod: number) => `alertmanager_cluster_members{pod="alertmanager-${pod}"}`;

export const alertmanagerAlertCases: AlertCases = {
  app: 'alertmanager',
  alerts: {
    AlertsNotDelivered: [
      {
        when: 'no server gets a mail out',
        series: { [failed(0, 'email')]: '0+1x60', [failed(1, 'email')]: '0+1x60' },
        at: '30m',
        fires: [{ labels: { integration: 'email' }, summary: 'messages by email do not arrive' }],
      },
      {
        when: 'one server of two cannot, and the other can',
        series: { [failed(0, 'email')]: '0+1x60', [failed(1, 'email')]: '0x60' },
        at: '45m',
        fires: [],
      },
      {
        when: 'a mail server is away for ten minutes',
        series: { [failed(0, 'email')]: '0x5 1+1x8 9x40', [failed(1, 'email')]: '0x5 1+1x8 9x40' },
        at: '20m',
        fires: [],
      },
    ],
    AlertmanagerClusterSplit: [
      {
        when: 'one server has lost another for half an hour',
        series: { [members(0)]: '3x60', [members(1)]: '2x60', [members(2)]: '3x60' },
        at: '31m',
        fires: [{ summary: 'an Alertmanager sees only 2 of 3 servers' }],
      },
      {
        when: 'a pod moves to another blade',
        series: { [members(0)]: '3x5 2x20 3x60', [members(1)]: '3x5 2x20 3x60' },
        at: '40m',
        fires: [],
      },
    ],
  },
};
