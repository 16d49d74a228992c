import type { AlertCases } from '../../kit/alert-cases';

const readOnly = 'vl_storage_is_read_only{pod="logs-0"}';
const dropped = (reason: string) => `vl_rows_dropped_total{pod="logs-0",reason="${reason}"}`;

export const logAlertCases: AlertCases = {
  app: 'logs',
  alerts: {
    LogStoreFull: [
      {
        when: 'one day alone fills the disk',
        series: { [readOnly]: '1x40' },
        at: '15m',
        fires: [{ summary: 'the log store takes nothing more: its disk is full' }],
      },
      { when: 'the oldest day has gone in time', series: { [readOnly]: '1x5 0x40' }, at: '15m', fires: [] },
      { when: 'there is room', series: { [readOnly]: '0x40' }, at: '30m', fires: [] },
    ],
    LogLinesRefused: [
      {
        when: 'a blade’s clock is days off',
        series: { [dropped('too_big_timestamp')]: '0+100x60' },
        at: '40m',
        fires: [
          {
            labels: { reason: 'too_big_timestamp' },
            summary: 'lines of logs are thrown away: too_big_timestamp',
          },
        ],
      },
      { when: 'somebody debugs', series: { [dropped('debug')]: '0+100x60' }, at: '40m', fires: [] },
      { when: 'one line was too old', series: { [dropped('too_small_timestamp')]: '0x5 1x60' }, at: '40m', fires: [] },
    ],
  },
};
