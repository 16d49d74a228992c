import type { Finding } from '../lib/facts/finding';
import type { SpecProblem } from '../lib/rack-file/problem';
import { loadSample } from '../lib/testing/sample-rack';
import { rackReport, untouched } from './rack-report';

const problem: SpecProblem = {
  file: 'clusters/sample.yaml',
  line: 1,
  column: 7,
  title: 'a name that is taken',
  level: 'warning',
} as SpecProblem;
const finding: Finding = {
  rule: 'images/digest',
  level: 'error',
  object: 'data/StatefulSet/redis',
  path: 'spec',
  message: 'has no digest',
  fix: 'state one',
} as Finding;
const outcome = untouched('sample');
const built = {
  file: 'clusters/sample.yaml',
  text: 'name: sample\n',
  rack: loadSample(),
  problems: [problem],
  findings: [],
};

test('what became of dist/ is said behind the problems of a rack file', () => {
  expect(rackReport(built, [], { form: 'text', outcome }).split(outcome)).toHaveLength(2);
});

test('and not between them and the findings that follow', () => {
  const told = rackReport(built, [finding], { form: 'text', outcome });
  expect(told).toContain('a name that is taken');
  expect(told).toContain('images/digest');
  expect(told).not.toContain(outcome);
});

test('one total counts both, and errors of the rack file come before its warnings', () => {
  const wrong: SpecProblem = { ...problem, title: 'a name that nobody can have', line: 9, level: 'error' };
  const told = rackReport({ ...built, problems: [problem, wrong] }, [finding], { form: 'text', outcome });
  expect(told.match(/\d+ (error|warning)s?[,.]/g)).toEqual(['2 errors,', '1 warning.']);
  expect(told.indexOf('nobody can have')).toBeLessThan(told.indexOf('is taken'));
});
