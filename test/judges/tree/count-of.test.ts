import { countOf } from './count-of';

describe('what a judge is counted as', () => {
  const rows: [what: string, text: string, code: number, passed: number, failed: number][] = [
    ['its last line', 'ok a\n3 passed, 0 failed\n', 0, 3, 0],
    ['the last of several', '1 passed, 0 failed\n2 passed, 1 failed\n', 1, 2, 1],
    ['a failure more when it ends with a code and claims none', '3 passed, 0 failed\n', 2, 3, 1],
    ['failed without a line, though its code is 0', 'nothing to do\n', 0, 0, 1],
    ['failed when it checked nothing', '0 passed, 0 failed\n', 0, 0, 1],
    ['failed when only another program counted', 'test: 12 passed, 0 failed in 3 s\n', 0, 0, 1],
  ];
  test.each(rows)('%s', (_, text, code, passed, failed) => {
    expect(countOf(text, code)).toEqual({ passed, failed });
  });
});
