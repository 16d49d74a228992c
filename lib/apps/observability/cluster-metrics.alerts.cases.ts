import type { AlertCases } from '../../kit/alert-cases';

const of = (metric: string, blade: number) => `${metric}{node="blade-0${blade}"}`;
const leader = (blade: number) => of('etcd_server_has_leader', blade);
const bucket = (le: string) => `etcd_disk_wal_fsync_duration_seconds_bucket{node="blade-01",le="${le}"}`;
const labels = { node: 'blade-01' };
const days = 86_400;

export const clusterAlertCases: AlertCases = {
  app: 'cluster-metrics',
  alerts: {
    EtcdWithoutLeader: [
      {
        when: 'no member knows a leader',
        series: { [leader(1)]: '1 0x20', [leader(2)]: '1 0x20', [leader(3)]: '1 0x20' },
        at: '3m',
        fires: [{ summary: 'etcd has no leader: nothing in the cluster can be changed' }],
      },
      {
        when: 'one member is cut off',
        series: { [leader(1)]: '0x20', [leader(2)]: '1x20', [leader(3)]: '1x20' },
        at: '15m',
        fires: [],
      },
      {
        when: 'a new leader is elected within a minute',
        series: { [leader(1)]: '1x5 0 1x20', [leader(2)]: '1x5 0 1x20', [leader(3)]: '1x5 0 1x20' },
        at: '15m',
        fires: [],
      },
    ],
    EtcdMemberWithoutLeader: [
      {
        when: 'one member is cut off',
        series: { [leader(1)]: '0x20', [leader(2)]: '1x20' },
        at: '6m',
        fires: [{ labels, summary: 'etcd on blade-01 has lost the others' }],
      },
      { when: 'its blade reboots', series: { [leader(1)]: '1x3 0x3 1x20' }, at: '15m', fires: [] },
    ],
    EtcdFilling: [
      {
        when: 'nine tenths of the quota are used',
        series: {
          [of('etcd_mvcc_db_total_size_in_bytes', 1)]: '90x60',
          [of('etcd_server_quota_backend_bytes', 1)]: '100x60',
        },
        at: '31m',
        fires: [{ labels, summary: 'etcd on blade-01 uses 90% of its quota; beyond it, it refuses writes' }],
      },
      {
        when: 'seven tenths are used',
        series: {
          [of('etcd_mvcc_db_total_size_in_bytes', 1)]: '70x60',
          [of('etcd_server_quota_backend_bytes', 1)]: '100x60',
        },
        at: '50m',
        fires: [],
      },
      {
        when: 'exactly four fifths are used',
        series: {
          [of('etcd_mvcc_db_total_size_in_bytes', 1)]: '80x60',
          [of('etcd_server_quota_backend_bytes', 1)]: '100x60',
        },
        at: '50m',
        fires: [],
      },
    ],
    EtcdDiskSlow: [
      {
        when: 'one write in ten takes most of a second',
        series: { [bucket('0.25')]: '0+90x90', [bucket('1')]: '0+100x90', [bucket('+Inf')]: '0+100x90' },
        at: '45m',
        fires: [{ labels, summary: 'the disk below etcd on blade-01 takes 925ms for a write' }],
      },
      {
        when: 'half of them take a third of a second',
        series: { [bucket('0.25')]: '0+50x90', [bucket('0.5')]: '0+100x90', [bucket('+Inf')]: '0+100x90' },
        at: '80m',
        fires: [],
      },
      {
        when: 'one in a thousand does',
        series: { [bucket('0.25')]: '0+999x90', [bucket('1')]: '0+1000x90', [bucket('+Inf')]: '0+1000x90' },
        at: '80m',
        fires: [],
      },
      {
        when: 'all but the slowest hundredth take half a second at most',
        series: {
          [bucket('0.25')]: '0x90',
          [bucket('0.5')]: '0+99x90',
          [bucket('1')]: '0+100x90',
          [bucket('+Inf')]: '0+100x90',
        },
        at: '80m',
        fires: [],
      },
    ],
    ApiServerErrors: [
      {
        when: 'a tenth of the requests fails',
        series: {
          'apiserver_request_total{code="500",verb="GET"}': '0+10x60',
          'apiserver_request_total{code="200",verb="GET"}': '0+90x60',
        },
        at: '30m',
        fires: [{ summary: 'the API server fails in 10% of requests' }],
      },
      {
        when: 'three in a hundred fail, and more are refused',
        series: {
          'apiserver_request_total{code="503",verb="GET"}': '0+3x60',
          'apiserver_request_total{code="404",verb="GET"}': '0+20x60',
          'apiserver_request_total{code="200",verb="GET"}': '0+77x60',
        },
        at: '50m',
        fires: [],
      },
      {
        when: 'exactly one in twenty fails',
        series: {
          'apiserver_request_total{node="blade-01",code="500"}': '0+5x60',
          'apiserver_request_total{node="blade-01",code="200"}': '0+95x60',
        },
        at: '50m',
        fires: [],
      },
    ],
    KubeletCertificateEnds: [
      {
        when: 'five days are left',
        series: { [of('kubelet_certificate_manager_server_ttl_seconds', 1)]: `${5 * days}x90` },
        at: '61m',
        fires: [{ labels, summary: 'the certificate of the kubelet on blade-01 ends in 5d 0h 0m 0s' }],
      },
      {
        when: 'ten days are left',
        series: { [of('kubelet_certificate_manager_server_ttl_seconds', 1)]: `${10 * days}x90` },
        at: '80m',
        fires: [],
      },
      {
        when: 'exactly a week is left',
        series: { 'kubelet_certificate_manager_server_ttl_seconds{node="blade-01"}': `${7 * days}x90` },
        at: '80m',
        fires: [],
      },
    ],
  },
};
