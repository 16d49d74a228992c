import { longestGap, saidIn } from './client';

const log = [
  'ok 1 100.0',
  'ok 2 100.5',
  'no 3 111 Connection timed out',
  'at 112 told 10.0.0.1',
  'ok 4 112.25',
  'ok 5 112.5',
].join('\n');

describe('what a client says', () => {
  test('acknowledged writes and refusals', () => {
    const said = saidIn(log);
    expect(said.acknowledged.map(({ number }) => number)).toEqual([1, 2, 4, 5]);
    expect(said.refusals).toEqual(['3 Connection timed out']);
    expect(said.events).toEqual([
      { at: 111, what: 'client: write 3 not acknowledged: Connection timed out' },
      { at: 112, what: 'client: told 10.0.0.1' },
    ]);
  });

  const rows: [what: string, since: number, seconds: number][] = [
    ['an outage is the time between two acknowledged writes', 100.6, 11.8],
    ['one that ended before the plug was pulled does not count', 112.3, 0.3],
    ['without a write afterwards there is none to measure', 113, 0],
  ];
  test.each(rows)('%s', (_, since, seconds) => {
    expect(longestGap(saidIn(log), since).seconds).toBe(seconds);
  });
});
