/** Numbers with a unit that a rack is described in: watts, degrees Celsius, decibel (A), percent. */

export interface Measure {
  /** As printed: `W`, `C`, `dB`, `%`. */
  unit: string;
  /** For messages: `watts`. */
  name: string;
  /** Text up to and including the unit. */
  pattern: RegExp;
}

export const watt: Measure = { unit: 'W', name: 'watts', pattern: /^(\d+(?:\.\d+)?) ?W$/ };
export const celsius: Measure = { unit: 'C', name: 'degrees Celsius', pattern: /^(-?\d+(?:\.\d+)?) ?\u00b0?C$/ };
export const decibel: Measure = { unit: 'dB', name: 'decibel', pattern: /^(\d+(?:\.\d+)?) ?dB(?:A|\(A\))?$/ };
export const percent: Measure = { unit: '%', name: 'percent', pattern: /^(\d+(?:\.\d+)?) ?%$/ };

/** The number of `25W`; undefined when the unit is missing or another. */
export function parseMeasure({ pattern }: Measure, text: string): number | undefined {
  const digits = pattern.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

export function printMeasure({ unit }: Measure, value: number): string {
  return `${value}${unit}`;
}

export interface MeasureRange {
  min: number;
  max: number;
}

/** `3W-12W`, `-5C-30C`; undefined when an end has no unit or another one. The order of the ends is not checked here. */
export function parseMeasureRange(measure: Measure, text: string): MeasureRange | undefined {
  // A dash belongs to the number before which it stands unless a unit stands before it.
  const [, from, to] = /^(.*?[A-Za-z%)]) ?- ?(.+)$/.exec(text) ?? [];
  const min = from === undefined ? undefined : parseMeasure(measure, from);
  const max = to === undefined ? undefined : parseMeasure(measure, to);
  return min === undefined || max === undefined ? undefined : { min, max };
}

export function printMeasureRange(measure: Measure, { min, max }: MeasureRange): string {
  return `${printMeasure(measure, min)}-${printMeasure(measure, max)}`;
}

/** 0 to 1 and above; undefined unless `30%`. */
export function parseRatio(text: string): number | undefined {
  const value = parseMeasure(percent, text);
  return value === undefined ? undefined : value / 100;
}

/** @throws RangeError unless `30%`: for values that a schema has already checked. */
export function ratioOf(text: string): number {
  const ratio = parseRatio(text);
  if (ratio === undefined) throw new RangeError(`${JSON.stringify(text)} is not a share such as 30%`);
  return ratio;
}
