import type { AlertCases } from '../../kit/alert-cases';

const labels = '{namespace="data",cronjob="restore-drill-documents",pod="kube-state-metrics-0"}';
const success = `kube_cronjob_status_last_successful_time${labels}`;
const made = `kube_cronjob_created${labels}`;

export const restoreDrillAlertCases: AlertCases = {
  app: 'restore-drill',
  alerts: {
    RestoreNotProved: [
      {
        when: 'the drill of this week failed, and that of last week is nine days ago',
        series: { [success]: '0x13000', [made]: '0x13000' },
        at: '12960m',
        fires: [
          {
            labels: { what: 'documents' },
            summary: 'nobody has shown for 9d 0h 0m 0s that documents can be restored',
          },
        ],
      },
      {
        when: 'it has never succeeded since it was made nine days ago',
        series: { [made]: '0x13000' },
        at: '12960m',
        fires: [
          {
            labels: { what: 'documents' },
            summary: 'nobody has shown for 9d 0h 0m 0s that documents can be restored',
          },
        ],
      },
      {
        when: 'documents are proved each week, and PostgreSQL never was',
        series: {
          [success]: '172800x13000',
          'kube_cronjob_created{namespace="data",cronjob="restore-drill-postgres"}': '0x13000',
        },
        at: '12960m',
        fires: [
          {
            labels: { what: 'postgres' },
            summary: 'nobody has shown for 9d 0h 0m 0s that postgres can be restored',
          },
        ],
      },
      {
        when: 'it succeeded a week ago and is about to run',
        series: { [success]: '172800x13000', [made]: '0x13000' },
        at: '12960m',
        fires: [],
      },
      {
        when: 'it has been eight days ago for half an hour',
        series: { [success]: '0x13000', [made]: '0x13000' },
        at: '11550m',
        fires: [],
      },
      {
        when: 'it is exactly eight days ago all the time',
        series: { [success]: '-691200+60x13000', [made]: '0x13000' },
        at: '11700m',
        fires: [],
      },
    ],
  },
};
