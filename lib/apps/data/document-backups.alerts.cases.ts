import type { AlertCases } from '../../kit/alert-cases';

const ofCopy = (cronJob: string, alert: string, where: string): AlertCases['alerts'] => {
  const labels = `{namespace="data",cronjob="${cronJob}",pod="kube-state-metrics-0"}`;
  const success = `kube_cronjob_status_last_successful_time${labels}`;
  const made = `kube_cronjob_created${labels}`;
  return {
    [alert]: [
      {
        when: 'nothing has been copied for a day and an hour',
        series: { [success]: '0x1600', [made]: '0x1600' },
        at: '1500m',
        fires: [{ summary: `the copy of the documents ${where} is 1d 1h 0m 0s old` }],
      },
      {
        when: 'it has never been through since it was made two days ago',
        series: { [made]: '0x3000' },
        at: '2880m',
        fires: [{ summary: `the copy of the documents ${where} is 2d 0h 0m 0s old` }],
      },
      {
        when: 'it was made two days ago and got through an hour ago',
        series: { [success]: '169200x3000', [made]: '0x3000' },
        at: '2880m',
        fires: [],
      },
      {
        when: 'it has been a day old for five minutes',
        series: { [success]: '0x1600', [made]: '0x1600' },
        at: '1445m',
        fires: [],
      },
      {
        when: 'it is exactly a day old all the time',
        series: { [success]: '-86400+60x3000', [made]: '0x3000' },
        at: '2880m',
        fires: [],
      },
    ],
  };
};

export const documentBackupsAlertCases: AlertCases = {
  app: 'document-backups',
  alerts: {
    ...ofCopy('document-backups', 'DocumentCopyOld', 'off the rack'),
    ...ofCopy('documents-to-helper', 'DocumentCopyOnHelperOld', 'on the helper'),
  },
};
