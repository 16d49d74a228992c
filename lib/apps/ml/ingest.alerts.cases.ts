import type { AlertCases } from '../../kit/alert-cases';

const labels = '{namespace="ml",cronjob="ingest",pod="kube-state-metrics-0"}';
const success = `kube_cronjob_status_last_successful_time${labels}`;
const made = `kube_cronjob_created${labels}`;
const searches = (code: string) => `ingest_searches_total{pod="ingest-search-a",code="${code}"}`;
const refused = 'ingest_documents{pod="ingest-search-a",state="refused"}';

export const ingestAlertCases: AlertCases = {
  app: 'ingest',
  alerts: {
    IngestStands: [
      {
        when: 'no run has ended well for a day and thirteen hours',
        series: { [success]: '0x2300', [made]: '0x2300' },
        at: '2220m',
        fires: [{ summary: 'documents have not been looked at for 1d 13h 0m 0s' }],
      },
      {
        when: 'it has never been through since it was made two days ago',
        series: { [made]: '0x3000' },
        at: '2880m',
        fires: [{ summary: 'documents have not been looked at for 2d 0h 0m 0s' }],
      },
      {
        when: 'it was made two days ago and got through an hour ago',
        series: { [success]: '169200x3000', [made]: '0x3000' },
        at: '2880m',
        fires: [],
      },
      {
        when: 'the last run has been a day and a half ago for five minutes',
        series: { [success]: '0x2300', [made]: '0x2300' },
        at: '2165m',
        fires: [],
      },
      {
        when: 'the last run is exactly a day and a half ago all the time',
        series: { [success]: '-129600+60x3000', [made]: '0x3000' },
        at: '2880m',
        fires: [],
      },
    ],
    DocumentsNotRead: [
      {
        when: 'three scans have been lying there for three hours',
        series: { [refused]: '3x300' },
        at: '180m',
        fires: [{ summary: '3 documents could not be read, and are not found' }],
      },
      {
        when: 'one was put right within the hour',
        series: { [refused]: '1x60 0x300' },
        at: '180m',
        fires: [],
      },
      {
        when: 'all can be read',
        series: { [refused]: '0x300' },
        at: '180m',
        fires: [],
      },
    ],
    SearchesFail: [
      {
        when: 'the database is away for one search in five',
        series: { [searches('503')]: '0+1x40', [searches('200')]: '0+4x40' },
        at: '30m',
        fires: [{ summary: '20% of searches fail' }],
      },
      {
        when: 'one in twelve fails',
        series: { [searches('502')]: '0+1x40', [searches('200')]: '0+11x40' },
        at: '35m',
        fires: [],
      },
      {
        when: 'somebody asks with a wrong key all the time',
        series: { [searches('401')]: '0+9x40', [searches('200')]: '0+1x40' },
        at: '35m',
        fires: [],
      },
      {
        when: 'exactly one in ten fails',
        series: { [searches('503')]: '0+1x40', [searches('200')]: '0+9x40' },
        at: '35m',
        fires: [],
      },
    ],
  },
};
