import { noColors, printProblems } from './print-problems';
import type { SpecProblem } from './problem';

const text = 'name: rack\ntalos: 1.13.0\n';
const problem: SpecProblem = {
  file: 'clusters/rack.yaml',
  line: 2,
  column: 8,
  length: 6,
  level: 'error',
  title: 'too old',
};

it('shows place, line, caret, reason and suggestion, and counts', () => {
  const problems = [{ ...problem, detail: 'only 1.14 is written for', suggestion: '1.14.2' }];
  expect(printProblems(problems, { text, outcome: 'Nothing was written; dist/rack is as it was.' })).toBe(
    `clusters/rack.yaml:2:8 too old
    2 │ talos: 1.13.0
      │        ^^^^^^
   only 1.14 is written for
   did you mean 1.14.2?

1 error. Nothing was written; dist/rack is as it was.
`,
  );
});

it('says nothing when there is nothing to say', () => {
  expect(printProblems([], { text, outcome: 'Nothing was written.' })).toBe('');
});

it.each([
  [['error', 'error'], '2 errors.'],
  [['warning'], '1 warning.'],
  [['error', 'warning', 'warning'], '1 error, 2 warnings.'],
] as const)('counts %j as %s', (levels, count) => {
  expect(
    printProblems(
      levels.map((level) => ({ ...problem, level })),
      { text },
    ),
  ).toMatch(new RegExp(`\n${count}\n$`));
});

it('shows no line when something is missing as a whole', () => {
  expect(printProblems([{ ...problem, length: 0 }], { text })).not.toContain('│');
});

it('cuts a long line around the place that is meant', () => {
  const long = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
  const [, shown = '', carets = ''] = printProblems([{ ...problem, line: 1, column: 301, length: 4 }], {
    text: long,
  }).split('\n');
  expect(shown.length).toBeLessThan(160);
  expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
});

it('strikes private keys and passwords out, in place', () => {
  const line = 'a: https://me:secret@example.org AGE-SECRET-KEY-1ABC';
  const shown = printProblems([{ ...problem, line: 1, column: 1, length: 1 }], { text: line });
  expect(shown).toContain('https://**:******@example.org AGE-SECRET-KEY-1***');
});

it('strikes what follows a question mark in an address, however short', () => {
  const line = 'url: https://git.example.org/r?token=abcd&x=verysecret';
  const shown = printProblems([{ ...problem, line: 1, column: 1, length: 1 }], { text: line });
  expect(shown).toContain('https://git.example.org/r?token=****&x=**********');
});

it('colours only what it is given colours for', () => {
  const red = (part: string) => `<${part}>`;
  expect(printProblems([problem], { text, colors: { ...noColors, red } })).toContain('<too old>');
});
