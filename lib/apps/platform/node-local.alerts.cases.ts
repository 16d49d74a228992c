import type { AlertCase, AlertCases } from '../../kit/alert-cases';

const claim = 'namespace="data",persistentvolumeclaim="data-minio-0"';
const room = (available: string, more = ''): AlertCase['series'] => ({
  [`kubelet_volume_stats_available_bytes{${claim},node="blade-05"${more}}`]: available,
  [`kubelet_volume_stats_capacity_bytes{${claim},node="blade-05"${more}}`]: '1000x500',
});
const claimLabels = { namespace: 'data', persistentvolumeclaim: 'data-minio-0' };

export const nodeLocalAlertCases: AlertCases = {
  app: 'node-local',
  alerts: {
    ClaimAlmostFull: [
      {
        when: 'five percent are left',
        series: room('50x500'),
        at: '16m',
        fires: [{ labels: claimLabels, summary: 'data/data-minio-0 has 5% of its room left' }],
      },
      { when: 'a tenth is left, as always with Prometheus', series: room('100x500'), at: '2h', fires: [] },
      { when: 'exactly seven percent are left', series: room('70x500'), at: '2h', fires: [] },
    ],
    ClaimFilling: [
      {
        when: 'a third is left and goes at a tenth of the disk in five hours',
        series: room('380-0.35x480'),
        at: '7h',
        fires: [{ labels: claimLabels, summary: 'data/data-minio-0 is full in a day if it goes on like this' }],
      },
      { when: 'it fills at the same pace and is half empty', series: room('900-0.6x480'), at: '7h', fires: [] },
      { when: 'a third is left and lasts for months', series: room('380-0.01x480'), at: '7h', fires: [] },
      { when: 'nothing is left to fill', series: room('0x480'), at: '8h', fires: [] },
      {
        when: 'it went fast until exactly two fifths were left, and then no more',
        series: room('1000-2x300 400x180'),
        at: '7h',
        fires: [],
      },
    ],
    DataClaimFull: [
      {
        when: 'a fiftieth is left of a disk of the data layer',
        series: room('20x500'),
        at: '6m',
        fires: [{ labels: claimLabels, summary: 'data/data-minio-0 is as good as full; what writes there stops' }],
      },
      { when: 'a twentieth is left', series: room('50x500'), at: '1h', fires: [] },
      {
        when: 'the disk of a model is full',
        series: {
          'kubelet_volume_stats_available_bytes{namespace="ml",persistentvolumeclaim="models-chat-0"}': '1x60',
          'kubelet_volume_stats_capacity_bytes{namespace="ml",persistentvolumeclaim="models-chat-0"}': '1000x60',
        },
        at: '30m',
        fires: [],
      },
      { when: 'exactly three percent are left', series: room('30x500'), at: '1h', fires: [] },
    ],
  },
};
