import type { AlertCases } from '../../kit/alert-cases';

const cluster = (metric: string, server: number) =>
  `minio_cluster_${metric}{pod="minio-${server}",server="minio-${server}"}`;
const offline = (server: number) => cluster('nodes_offline_total', server);

export const minioAlertCases: AlertCases = {
  app: 'minio',
  alerts: {
    MinioTakesNoWrites: [
      {
        when: 'two of four servers are gone',
        series: { [offline(0)]: '0x2 2x20', [offline(1)]: '0x2 2x20' },
        at: '8m',
        fires: [{ summary: 'the object store lacks more than 1 of 4 servers and refuses writes' }],
      },
      {
        when: 'no server reports a write quorum',
        series: { [cluster('health_status', 0)]: '0x20', [cluster('health_status', 1)]: '0x20' },
        at: '5m',
        fires: [{ summary: 'the object store lacks more than 1 of 4 servers and refuses writes' }],
      },
      {
        when: 'one of four is gone, and one that just started knows of no quorum yet',
        series: {
          [offline(0)]: '1x20',
          [offline(1)]: '1x20',
          [cluster('health_status', 0)]: '1x20',
          [cluster('health_status', 1)]: '0x20',
        },
        at: '15m',
        fires: [],
      },
    ],
    MinioServerMissing: [
      {
        when: 'one server has been gone for a quarter of an hour',
        series: { [offline(0)]: '1x30', [offline(1)]: '0x30' },
        at: '16m',
        fires: [{ summary: '1 of the object store’s servers are missing' }],
      },
      { when: 'a blade reboots', series: { [offline(0)]: '0x2 1x10 0x30' }, at: '30m', fires: [] },
    ],
    MinioDriveOffline: [
      {
        when: 'a disk fails below a running server',
        series: { [cluster('drive_offline_total', 0)]: '1x30', [offline(0)]: '0x30' },
        at: '16m',
        fires: [{ summary: 'a server of the object store runs without its disk' }],
      },
      {
        when: 'the disk is away because its server is',
        series: { [cluster('drive_offline_total', 0)]: '1x30', [offline(0)]: '1x30' },
        at: '25m',
        fires: [],
      },
    ],
    MinioHealingLong: [
      {
        when: 'a disk heals since yesterday',
        series: { [cluster('health_erasure_set_healing_drives', 0)]: '1x800' },
        at: '721m',
        fires: [{ summary: 'the object store has been rebuilding a disk for twelve hours' }],
      },
      {
        when: 'a replaced disk is filled within six hours',
        series: { [cluster('health_erasure_set_healing_drives', 0)]: '1x360 0x500' },
        at: '800m',
        fires: [],
      },
    ],
    MinioFilling: [
      {
        when: 'a tenth is left',
        series: {
          [cluster('capacity_usable_free_bytes', 0)]: '100x90',
          [cluster('capacity_usable_total_bytes', 0)]: '1000x90',
        },
        at: '61m',
        fires: [{ summary: 'the object store has 10% of its room left' }],
      },
      {
        when: 'a sixth is left',
        series: {
          [cluster('capacity_usable_free_bytes', 0)]: '167x90',
          [cluster('capacity_usable_total_bytes', 0)]: '1000x90',
        },
        at: '80m',
        fires: [],
      },
      {
        when: 'exactly fifteen percent are left',
        series: {
          [cluster('capacity_usable_free_bytes', 0)]: '150x90',
          [cluster('capacity_usable_total_bytes', 0)]: '1000x90',
        },
        at: '80m',
        fires: [],
      },
    ],
    MinioErrors: [
      {
        when: 'a tenth of the requests fails',
        series: {
          'minio_s3_requests_errors_total{pod="minio-0",api="putobject"}': '0+10x60',
          'minio_s3_requests_total{pod="minio-0",api="putobject"}': '0+100x60',
        },
        at: '40m',
        fires: [{ summary: 'the object store answers 10% of requests with an error of its own' }],
      },
      {
        when: 'clients ask for what is not there, in every tenth request',
        series: {
          'minio_s3_requests_errors_total{pod="minio-0",api="getobject"}': '0+10x60',
          'minio_s3_requests_4xx_errors_total{pod="minio-0",api="getobject"}': '0+10x60',
          'minio_s3_requests_total{pod="minio-0",api="getobject"}': '0+100x60',
        },
        at: '50m',
        fires: [],
      },
      {
        when: 'one in thirty fails',
        series: {
          'minio_s3_requests_errors_total{pod="minio-0",api="putobject"}': '0+1x60',
          'minio_s3_requests_total{pod="minio-0",api="putobject"}': '0+30x60',
        },
        at: '50m',
        fires: [],
      },
      {
        when: 'exactly one in twenty fails',
        series: {
          'minio_s3_requests_errors_total{pod="minio-0",api="putobject"}': '0+5x60',
          'minio_s3_requests_total{pod="minio-0",api="putobject"}': '0+100x60',
        },
        at: '50m',
        fires: [],
      },
    ],
  },
};
