import type { Finding } from '../../lib/facts/finding';
import { stepsLeft } from './steps-left';

const errors = (...rules: string[]): Finding[] =>
  rules.map((rule) => ({ level: 'error', rule, object: 'x', path: '', message: '', fix: '' }));
const clean = { isReadable: true, findings: [], machines: [] };

test('with nothing found nothing is left to a person', () => {
  expect(stepsLeft(clean)).toEqual([]);
});

test('warnings are nothing that must be done first', () => {
  const findings = errors('images/digest').map((each) => ({ ...each, level: 'warning' as const }));
  expect(stepsLeft({ ...clean, findings })).toEqual([]);
});

test.each<[string, Partial<Parameters<typeof stepsLeft>[0]>, RegExp[]]>([
  [
    'a rack file that cannot be read',
    { isReadable: false },
    [/^correct the rack file/, /^npm start/, /^read the diff/],
  ],
  [
    'a missing value',
    { findings: errors('secrets/key-missing') },
    [/1 Secret value .*secrets create/, /^npm start/, /^read the diff/],
  ],
  [
    'a loss',
    { findings: errors('review/removes', 'review/removes') },
    [/2 changes .*acknowledge/, /^npm start/, /^read the diff/],
  ],
  [
    'another error',
    { findings: errors('capacity/placement') },
    [/1 finding of level error/, /^npm start/, /^read the diff/],
  ],
  [
    'machines',
    { machines: ['talos/attic/all.yaml'] },
    [/^read the diff/, /machine configuration.*\n *talos\/attic\/all.yaml$/],
  ],
])('%s is told with what comes after it', (_, left, steps) => {
  const told = stepsLeft({ ...clean, ...left });
  expect(told).toHaveLength(steps.length);
  steps.forEach((step, index) => expect(told[index]).toMatch(step));
});

test('Secrets come before the findings, losses after them, machines last', () => {
  const findings = errors('review/removes', 'secrets/file-missing', 'network/policy');
  const told = stepsLeft({ isReadable: false, findings, machines: ['talos/a'] }).map((step) => step.split(' ')[0]);
  expect(told).toEqual(['correct', 'make', 'settle', 'decide', 'npm', 'read', 'apply']);
});

test('of many machines eight are named', () => {
  const machines = Array.from({ length: 20 }, (_, i) => `talos/attic/nodes/blade-${i}.yaml`);
  expect(stepsLeft({ ...clean, machines }).at(-1)).toMatch(/blade-7\.yaml\n *and 12 more$/);
});
