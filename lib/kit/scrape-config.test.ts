import { isStored } from './scrape-config';

describe('a metric gets past what a job keeps and drops', () => {
  const named = (...names: string[]) => ({ names, reason: '' });
  test.each([
    ['kept by its name', 'up', { keep: named('down', 'up') }, true],
    ['kept by a pattern', 'go_info', { keep: named('up', 'go_.*') }, true],
    ['not among the kept', 'up', { keep: named('upper', 'u') }, false],
    ['only part of it matches', 'my_go_info_total', { keep: named('go_.*', 'info') }, false],
    ['dropped by its name', 'up', { drop: named('up') }, false],
    ['dropped by a pattern of two', 'b_total', { drop: named('(a|b)_total') }, false],
    ['kept and dropped', 'up', { keep: named('up'), drop: named('u.') }, false],
    ['neither', 'up', {}, true],
  ])('%s', (_name, metric, given, stored) => {
    expect(isStored(metric, given)).toBe(stored);
  });
});
