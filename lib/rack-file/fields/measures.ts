import type * as z from 'zod';
import type { Measure, MeasureRange } from '../../units/measure';
import {
  celsius,
  decibel,
  parseMeasure,
  parseMeasureRange,
  parseRatio,
  printMeasure,
  printMeasureRange,
  watt,
} from '../../units/measure';
import { bytesOf } from '../../units/quantity';
import { percent, quantity, written } from '../../units/fields';

function measure(unit: Measure, what: string, example: number): z.ZodType<number, string> {
  return written({
    what,
    how: `a number of ${unit.name} with its unit, such as ${printMeasure(unit, example)}`,
    examples: [printMeasure(unit, example)],
    pattern: new RegExp(unit.pattern.source),
    read: (text) => (parseMeasure(unit, text) === undefined ? undefined : text),
    repair: (text) => `${text.replace(/[ \u00b0]*[a-z%]*$/i, '')}${unit.unit}`,
  }).transform((text) => parseMeasure(unit, text) as number);
}

function measureRange(unit: Measure, what: string, example: MeasureRange): z.ZodType<MeasureRange, string> {
  const rising = (text: string) => {
    const range = parseMeasureRange(unit, text);
    return range && range.min <= range.max ? range : undefined;
  };
  const number = String.raw`-?\d+(\.\d+)?`;
  return written({
    what,
    how: `the lower and the upper end, each with its unit, such as ${printMeasureRange(unit, example)}`,
    examples: [printMeasureRange(unit, example)],
    pattern: new RegExp(`^${number} ?°?${unit.unit} ?- ?${number} ?°?${unit.unit}$`),
    read: (text) => (rising(text) ? text : undefined),
    why: (text) => (parseMeasureRange(unit, text) ? 'runs backwards' : undefined),
    repair: (text) => {
      const range = parseMeasureRange(unit, text);
      if (range) return printMeasureRange(unit, { min: range.max, max: range.min });
      const ends = text.replaceAll(
        new RegExp(String.raw`(?<=\d) ?\u00b0?${unit.unit}?(?= |-|\.\.|\u2013|$)`, 'gi'),
        '',
      );
      const [, from, to] = /^(-?\d+(?:\.\d+)?)(?: ?- ?|\.\.| ?\u2013 ?| to )(-?\d+(?:\.\d+)?)$/.exec(ends) ?? [];
      return to === undefined ? text : printMeasureRange(unit, { min: Number(from), max: Number(to) });
    },
  }).transform((text) => rising(text) as MeasureRange);
}

export const watts = measure(watt, 'a power', 25);
export const wattRange = measureRange(watt, 'a range of power', { min: 3, max: 12 });
export const degrees = measure(celsius, 'a temperature', 40);
export const degreeRange = measureRange(celsius, 'a range of temperatures', { min: 18, max: 28 });
export const noise = measure(decibel, 'a noise level', 30);
export const ratio = percent.transform((text) => parseRatio(text) as number);
export const bytes = quantity.transform(bytesOf);
