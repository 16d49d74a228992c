import { parse } from 'yaml';
import { stateMeasured } from './state-measured';

const measured = { on: '2026-11-28', blade: 'blade-20', watts: { min: 3.2, max: 9.4 }, powerFail: 'kept' as const };
const says = '{ on: "2026-11-28", blade: blade-20, powerFail: kept, watts: 3.2W-9.4W }';

test.each([
  [
    'a flow map',
    'hardware:\n  cm4: { cores: 4, watts: 3W-12W } # mine\n',
    `hardware:\n  cm4: { cores: 4, watts: 3W-12W, measured: ${says} } # mine\n`,
  ],
  [
    'a flow map over lines',
    'hardware:\n  cm4: {\n    cores: 4,\n  }\n',
    `hardware:\n  cm4: {\n    cores: 4, measured: ${says}\n  }\n`,
  ],
  [
    'a block',
    'hardware:\n  cm4:\n    # four\n    cores: 4\n  b: { cores: 8 }\n',
    `hardware:\n  cm4:\n    # four\n    measured: ${says}\n    cores: 4\n  b: { cores: 8 }\n`,
  ],
  [
    'an earlier measurement',
    'hardware:\n  cm4: { measured: { on: "2025-01-01", blade: x }, cores: 4 }\n',
    `hardware:\n  cm4: { measured: ${says}, cores: 4 }\n`,
  ],
])('goes into %s, and no other character moves', (_, text, after) => {
  expect(stateMeasured(text, 'cm4', measured)).toBe(after);
  expect((parse(after) as { hardware: { cm4: { measured: object } } }).hardware.cm4.measured).toMatchObject({
    on: '2026-11-28',
  });
});

test('hardware that is not there is told', () => {
  expect(() => stateMeasured('hardware: { b: { cores: 4 } }', 'cm4', measured)).toThrow('no hardware cm4');
});
