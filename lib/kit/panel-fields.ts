/** How Grafana shows a value: its unit, its colours, its words. */
import type { FieldJson, MappingJson, ThresholdsJson } from './grafana-types';
import type { Colour, Levels, Unit, Words } from './panels';

/** Grafana's own names of units. */
const grafanaUnits: Readonly<Record<Unit, string>> = {
  count: 'none',
  share: 'percentunit',
  bytes: 'bytes',
  'bytes/s': 'binBps',
  seconds: 's',
  ago: 'dateTimeFromNow',
  celsius: 'celsius',
  watts: 'watt',
  kWh: 'kwatth',
  rpm: 'rotrpm',
  'dB(A)': 'suffix: dB(A)',
  'per second': 'suffix: /s',
  'tokens/s': 'suffix: tok/s',
  state: 'none',
};

/** Where a fraction says nothing. */
const wholeUnits: ReadonlySet<Unit> = new Set(['count', 'celsius', 'rpm', 'dB(A)']);

const grafanaColours: Readonly<Record<Colour, string>> = {
  green: 'green',
  orange: 'orange',
  red: 'red',
  blue: 'blue',
  grey: 'text',
  dark: '#44474d',
};

export interface Measure {
  unit: Unit;
  levels?: Levels;
  min?: number;
  max?: number;
}

export function field({ unit, levels, min, max }: Measure): FieldJson {
  return {
    unit: grafanaUnits[unit],
    ...(wholeUnits.has(unit) && { decimals: 0 }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    thresholds: thresholds(levels ?? ['grey']),
    color: { mode: 'thresholds' },
  };
}

function thresholds([lowest, ...rest]: Levels): ThresholdsJson {
  return {
    mode: 'absolute',
    steps: [
      { value: null, color: grafanaColours[lowest] },
      ...rest.map(([value, colour]) => ({ value, color: grafanaColours[colour] })),
    ],
  };
}

export function mapping(words: Words): MappingJson {
  const options = Object.entries(words).map(([value, [text, colour]], index) => [
    value,
    { text, color: grafanaColours[colour], index },
  ]);
  return { type: 'value', options: Object.fromEntries(options) };
}
