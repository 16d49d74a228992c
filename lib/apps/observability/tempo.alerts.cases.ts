import type { AlertCases } from '../../kit/alert-cases';

const discarded = 'tempo_discarded_spans_total{pod="tempo-0",reason="rate_limited",tenant="single-tenant"}';
const answers = (status: number) =>
  `tempodb_backend_request_duration_seconds_count{pod="tempo-0",operation="PUT",status_code="${status}"}`;
const polls = 'tempodb_blocklist_poll_errors_total{pod="tempo-0",tenant="single-tenant"}';
const compaction = 'tempodb_compaction_errors_total{pod="tempo-0"}';
const retention = 'tempodb_retention_errors_total{pod="tempo-0"}';

export const tempoAlertCases: AlertCases = {
  app: 'tempo',
  alerts: {
    TempoRefusesSpans: [
      {
        when: 'more spans come than it takes',
        series: { [discarded]: '0+100x40' },
        at: '20m',
        fires: [{ labels: { reason: 'rate_limited' }, summary: 'Tempo throws spans away: rate_limited' }],
      },
      { when: 'it threw some away long ago', series: { [discarded]: '100x60' }, at: '45m', fires: [] },
      { when: 'one trace is too large', series: { [discarded]: '0x5 500x60' }, at: '45m', fires: [] },
    ],
    TempoStoreRefuses: [
      {
        when: 'its keys are no longer good',
        series: { [answers(200)]: '50x40', [answers(403)]: '0+2x40' },
        at: '20m',
        fires: [{ labels: { status_code: '403' }, summary: 'the object store answers Tempo with 403' }],
      },
      {
        when: 'the store has lost its quorum',
        series: { [answers(503)]: '0+2x40' },
        at: '20m',
        fires: [{ labels: { status_code: '503' }, summary: 'the object store answers Tempo with 503' }],
      },
      {
        when: 'it looks for what is not there, and writes what is',
        series: { [answers(404)]: '0+5x60', [answers(200)]: '0+20x60' },
        at: '45m',
        fires: [],
      },
      { when: 'a server of the store restarts', series: { [answers(503)]: '0x5 0+2x3 6x60' }, at: '45m', fires: [] },
      { when: 'it answered so once, days ago', series: { [answers(503)]: '6x60' }, at: '45m', fires: [] },
    ],
    TempoBlocksUnknown: [
      {
        when: 'every poll fails',
        series: { [polls]: '0+0.2x60' },
        at: '45m',
        fires: [{ summary: 'Tempo cannot list its blocks in the object store: older traces are not found' }],
      },
      { when: 'one poll fails', series: { [polls]: '0x5 1x60' }, at: '1h', fires: [] },
    ],
    TempoNotTidied: [
      {
        when: 'old blocks cannot be deleted',
        series: { [compaction]: '0x240', [retention]: '0+0.2x240' },
        at: '3h',
        fires: [{ summary: 'Tempo neither joins nor deletes old blocks: searches get slow, and the bucket grows' }],
      },
      {
        when: 'blocks cannot be joined',
        series: { [compaction]: '0+0.2x240', [retention]: '0x240' },
        at: '3h',
        fires: [{ summary: 'Tempo neither joins nor deletes old blocks: searches get slow, and the bucket grows' }],
      },
      {
        when: 'a compaction fails and the next one succeeds',
        series: { [compaction]: '0x30 1x240', [retention]: '0x300' },
        at: '4h',
        fires: [],
      },
    ],
  },
};
