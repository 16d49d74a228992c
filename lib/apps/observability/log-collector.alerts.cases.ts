import type { AlertCases } from '../../kit/alert-cases';

const pending = 'vlagent_remotewrite_pending_data_bytes{node="blade-04",path="/queue"}';
const overflown = 'vm_persistentqueue_blocks_dropped_total{node="blade-04",path="/queue"}';
const refused = 'vlagent_remotewrite_packets_dropped_total{node="blade-04",url="1:secret-url"}';
const mebibyte = 1024 * 1024;
const lost = 'logs of blade-04 are lost: they waited for too long, or the store refuses them';

export const logCollectorAlertCases: AlertCases = {
  app: 'log-collector',
  alerts: {
    LogsWait: [
      {
        when: 'the store has been away for hours',
        series: { [pending]: `${65 * mebibyte}x60` },
        at: '20m',
        fires: [
          { labels: { node: 'blade-04' }, summary: 'logs of blade-04 wait on the blade: the store does not take them' },
        ],
      },
      { when: 'exactly an eighth waits', series: { [pending]: `${64 * mebibyte}x60` }, at: '20m', fires: [] },
      {
        when: 'the store moved to another blade',
        series: { [pending]: `${65 * mebibyte}x9 0x60` },
        at: '20m',
        fires: [],
      },
    ],
    LogsLost: [
      {
        when: 'the queue is full',
        series: { [overflown]: '0x5 0+1x60', [refused]: '0x65' },
        at: '20m',
        fires: [{ labels: { node: 'blade-04' }, summary: lost }],
      },
      {
        when: 'the store refuses what it is sent',
        series: { [overflown]: '0x65', [refused]: '0x5 0+1x60' },
        at: '20m',
        fires: [{ labels: { node: 'blade-04' }, summary: lost }],
      },
      {
        when: 'the queue has been full for two minutes',
        series: { [overflown]: '0x5 0+1x60', [refused]: '0x65' },
        at: '8m',
        fires: [],
      },
      { when: 'some were lost yesterday', series: { [overflown]: '7x65', [refused]: '3x65' }, at: '45m', fires: [] },
    ],
  },
};
