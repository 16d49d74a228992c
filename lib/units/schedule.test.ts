import { longestGapSeconds } from './schedule';

const hour = 3600;

test.each([
  ['every six hours', '25 */6 * * *', 6 * hour],
  ['every night', '40 3 * * *', 24 * hour],
  ['every night, with seconds', '0 15 2 * * *', 24 * hour],
  ['Sundays', '10 9 * * 0', 7 * 24 * hour],
  ['Sundays by their other number', '10 9 * * 7', 7 * 24 * hour],
  ['every quarter of an hour', '*/15 * * * *', hour / 4],
  ['in the hours of work', '0 8-17 * * *', 15 * hour],
  ['two times a day, unevenly', '0 6,9 * * *', 21 * hour],
  ['the first of the month', '0 0 1 * *', 31 * 24 * hour],
  ['on the first, and on Mondays', '0 0 1 * 1', 7 * 24 * hour],
])('%s: %s', (_, schedule, seconds) => {
  expect(longestGapSeconds(schedule)).toBe(seconds);
});

test.each(['', '@daily', '61 * * * *', '* * * *', '0 0 * * mon', '*/0 * * * *'])('%j is no schedule', (text) => {
  expect(longestGapSeconds(text)).toBeUndefined();
});
