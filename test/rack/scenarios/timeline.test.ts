import { sentinelEvents, timelineOf } from './timeline';

const log = `1:X 29 Nov 2026 08:33:07.120 * +sentinel sentinel 3f 10.96.0.12 26379 @ redis 10.96.0.11 6379
1:X 29 Nov 2026 08:33:10.500 # +sdown master redis 10.96.0.11 6379
1:X 29 Nov 2026 08:33:11.750 # +switch-master redis 10.96.0.11 6379 10.96.0.12 6379
an answer without a time`;

describe('the timeline of an outage', () => {
  test('has the lines of a Sentinel that carry a time, in seconds since the epoch', () => {
    expect(sentinelEvents('redis-1', log)).toEqual([
      expect.objectContaining({ what: expect.stringContaining('redis-1: +sentinel') }),
      { at: Date.UTC(2026, 10, 29, 8, 33, 10, 500) / 1000, what: 'redis-1: +sdown master redis 10.96.0.11 6379' },
      expect.objectContaining({ what: 'redis-1: +switch-master redis 10.96.0.11 6379 10.96.0.12 6379' }),
    ]);
  });

  test('begins a second before the plug, ends with the first write afterwards, and is in order', () => {
    const plug = Date.UTC(2026, 10, 29, 8, 33, 8) / 1000;
    const events = [
      { at: plug + 4, what: 'told 10.96.0.12' },
      { at: plug + 90, what: 'long after' },
      ...sentinelEvents('redis-1', log),
    ];
    expect(timelineOf(events, plug, plug + 5)).toEqual([
      '  -0.9 s  redis-1: +sentinel sentinel 3f 10.96.0.12 26379 @ redis 10.96.0.11 6379',
      '   2.5 s  redis-1: +sdown master redis 10.96.0.11 6379',
      '   3.8 s  redis-1: +switch-master redis 10.96.0.11 6379 10.96.0.12 6379',
      '   4.0 s  told 10.96.0.12',
    ]);
  });

  test('says once what repeats', () => {
    const refusal = (number: number) => ({ at: number, what: `client: write ${number} not acknowledged: refused` });
    const events = [refusal(1), refusal(2), refusal(3), { at: 4, what: 'told 10.96.0.12' }, refusal(5)];
    expect(timelineOf(events, 0, 9)).toEqual([
      '   1.0 s  client: write 1 not acknowledged: refused (and 2 more alike)',
      '   4.0 s  told 10.96.0.12',
      '   5.0 s  client: write 5 not acknowledged: refused',
    ]);
  });
});
