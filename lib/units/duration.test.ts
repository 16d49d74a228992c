import fc from 'fast-check';
import { durationOfSeconds, goDuration, parseDuration, secondsOf } from './duration';

test.each([
  ['30d', 2_592_000, '30d', '720h'],
  ['5m', 300, '5m', '5m'],
  ['90s', 90, '1m30s', '1m30s'],
  ['1h30m', 5400, '1h30m', '1h30m'],
  ['2w', 1_209_600, '14d', '336h'],
])('%s is %d seconds, %s again and %s to Go', (text, seconds, canonical, go) => {
  expect(secondsOf(text)).toBe(seconds);
  expect(durationOfSeconds(seconds)).toBe(canonical);
  expect(goDuration(seconds)).toBe(go);
});

test.each(['', '30', '5 m', '1m2h', '0s', '-5m', '1.5h', '10ms'])('refuses %p', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

it('says what it was given when it is no duration', () => {
  expect(() => secondsOf('soon')).toThrow('"soon" is not a duration such as 30d or 5m');
});

it('reads back whatever it prints', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seconds) => {
      expect(secondsOf(durationOfSeconds(seconds))).toBe(seconds);
      expect(secondsOf(goDuration(seconds))).toBe(seconds);
    }),
  );
});
