import type { AlertCases } from '../../kit/alert-cases';

const pvc = 'volume="pvc-1",pvc_namespace="ml",pvc="models-chat-0"';
const robustness = (state: string) => `longhorn_volume_robustness{${pvc},state="${state}"}`;
const replica = (n: number) => `longhorn_replica_info{volume="pvc-1",replica="pvc-1-r-${n}",node="blade-0${n}"}`;
const three = { [replica(1)]: '1x500', [replica(2)]: '1x500', [replica(3)]: '1x500' };
const two = { [replica(1)]: '1x500', [replica(2)]: '1x500' };
const labels = { volume: 'pvc-1', pvc_namespace: 'ml', pvc: 'models-chat-0' };

export const longhornAlertCases: AlertCases = {
  app: 'longhorn',
  alerts: {
    VolumeLost: [
      {
        when: 'both copies are faulted',
        series: { ...two, [robustness('faulted')]: '0x2 1x20' },
        at: '7m',
        fires: [{ labels, summary: 'volume of ml/models-chat-0 has no usable copy left' }],
      },
      {
        when: 'one of three copies is gone',
        series: { ...three, [robustness('faulted')]: '0x60', [robustness('degraded')]: '1x60' },
        at: '50m',
        fires: [],
      },
      {
        when: 'both copies are faulted for a minute, while their blades restart',
        series: { ...two, [robustness('faulted')]: '0x2 1x1 0x20' },
        at: '20m',
        fires: [],
      },
    ],
    VolumeDegraded: [
      {
        when: 'a copy is missing for an hour',
        series: { ...three, [robustness('degraded')]: '1x90' },
        at: '61m',
        fires: [{ labels, summary: 'volume of ml/models-chat-0 has lacked a copy for an hour' }],
      },
      {
        when: 'it is rebuilt in forty minutes',
        series: { ...three, [robustness('degraded')]: '1x40 0x60' },
        at: '90m',
        fires: [],
      },
    ],
    VolumeRebuildsLong: [
      {
        when: 'a rebuild does not end',
        series: {
          'longhorn_engine_rebuild_progress{pvc_namespace="ml",pvc="models-chat-0",engine="e-0",rebuild_dst="a"}':
            '3x400',
        },
        at: '361m',
        fires: [
          {
            labels: { pvc_namespace: 'ml', pvc: 'models-chat-0' },
            summary: 'a copy of the volume of ml/models-chat-0 has been rebuilding for six hours',
          },
        ],
      },
      {
        when: 'it ends after two hours',
        series: {
          'longhorn_engine_rebuild_progress{pvc_namespace="ml",pvc="models-chat-0",engine="e-0",rebuild_dst="a"}':
            '3x120 stale',
        },
        at: '380m',
        fires: [],
      },
    ],
    VolumeReadOnly: [
      {
        when: 'a file system was remounted read-only',
        series: { [`longhorn_volume_file_system_read_only{${pvc}}`]: '1x20' },
        at: '6m',
        fires: [{ labels, summary: 'the file system of ml/models-chat-0 turned read-only: its disk failed under it' }],
      },
      {
        when: 'the volume is attached anew within three minutes',
        series: { [`longhorn_volume_file_system_read_only{${pvc}}`]: '1x3 stale' },
        at: '10m',
        fires: [],
      },
    ],
    StorageNodeNotReady: [
      {
        when: 'a blade is up and Longhorn cannot use it',
        series: {
          'longhorn_node_status{condition="ready",condition_reason="KubernetesNodeNotReady",node="blade-05"}': '0x30',
        },
        at: '16m',
        fires: [{ labels: { node: 'blade-05' }, summary: 'Longhorn cannot use blade-05' }],
      },
      {
        when: 'another condition of it is false, as it should be',
        series: {
          'longhorn_node_status{condition="ready",condition_reason="",node="blade-05"}': '1x30',
          'longhorn_node_status{condition="mountpropagation",condition_reason="",node="blade-05"}': '0x30',
        },
        at: '25m',
        fires: [],
      },
    ],
    StorageDiskFull: [
      {
        when: 'volumes fill five sixths of a disk',
        series: {
          'longhorn_disk_usage_bytes{disk="default",node="blade-05"}': '850x90',
          'longhorn_disk_capacity_bytes{disk="default",node="blade-05"}': '1000x90',
        },
        at: '61m',
        fires: [
          {
            labels: { disk: 'default', node: 'blade-05' },
            summary: 'the volumes on blade-05 fill 85% of its disk',
          },
        ],
      },
      {
        when: 'they fill three quarters',
        series: {
          'longhorn_disk_usage_bytes{disk="default",node="blade-05"}': '750x90',
          'longhorn_disk_capacity_bytes{disk="default",node="blade-05"}': '1000x90',
        },
        at: '80m',
        fires: [],
      },
      {
        when: 'they fill exactly four fifths',
        series: {
          'longhorn_disk_usage_bytes{disk="default",node="blade-05"}': '800x90',
          'longhorn_disk_capacity_bytes{disk="default",node="blade-05"}': '1000x90',
        },
        at: '80m',
        fires: [],
      },
    ],
  },
};
