import * as z from 'zod';
import { checkCurve } from '../../../thermal-daemon/src/curve';
import { written } from '../../units/fields';
import { degreeRange, degrees, ratio } from '../fields/measures';
import type { Curve } from '../thermal';

const kelvin = written({
  what: 'a difference of temperature',
  how: 'whole kelvins from 1K to 15K, such as 4K',
  examples: ['4K'],
  pattern: /^([1-9]|1[0-5]) ?K$/,
  read: (text) => (/^([1-9]|1[0-5]) ?K$/.test(text) ? text.replace(' ', '') : undefined),
  repair: (text) => text.replace(/^(\d+) ?(\u00b0?C|k)?$/, '$1K'),
}).transform((text) => Number.parseInt(text, 10));

export const curvePoint = z.tuple([degrees, ratio]).describe('a point is [temperature, duty], such as [40C, 30%]');

export const thermal = z.strictObject({
  hold: degreeRange
    .optional()
    .describe(
      'keep the processors in this range with as little noise as possible (50C-60C if neither is given: far from throttling at 80C, and slow fans reach it)',
    ),
  curve: z
    .array(curvePoint)
    .optional()
    .describe(
      'instead of hold: duty from each temperature on, such as [ [40C, 30%], [50C, 50%], [60C, 75%], [70C, 100%] ]',
    ),
  hysteresis: kelvin
    .optional()
    .describe('with curve: how far below a point the temperature must fall before that point lets go, such as 4K'),
});

export type Thermal =
  { law: 'hold'; minCelsius: number; maxCelsius: number } | { law: 'curve'; points: Curve; hysteresisKelvin?: number };

const defaultHold = { min: 50, max: 60 };

export function thermalOf({ hold = defaultHold, curve, hysteresis }: z.output<typeof thermal>): Thermal {
  const checked = checkCurve((curve ?? []).map(([tempCelsius, dutyRatio]) => ({ tempCelsius, dutyRatio })));
  if (curve && checked.ok) {
    return { law: 'curve', points: checked.curve, ...(hysteresis !== undefined && { hysteresisKelvin: hysteresis }) };
  }
  return { law: 'hold', minCelsius: hold.min, maxCelsius: hold.max };
}
