import { longestGapMs } from './cron-period';

const hour = 3_600_000;

test.each([
  ['10 9 * * 0', 7 * 24 * hour],
  ['0 3 * * *', 24 * hour],
  ['0 */6 * * *', 6 * hour],
  ['30 1,13 * * *', 12 * hour],
  ['0 2 * * 1-5', 3 * 24 * hour],
  ['*/15 * * * *', hour / 4],
  ['0 4 1 * *', 31 * 24 * hour],
])('%s runs at least every %d ms', (schedule, gap) => {
  expect(longestGapMs(schedule)).toBe(gap);
});
