/**
 * Counts to revolutions, after the EMC230x and EMC2101 datasheets. A count is how many clock periods pass while the
 * fan makes a fixed part of a turn, so large counts are slow fans.
 */

/** The EMC230x counts a 32.768 kHz clock, in 13 bits. */
const emc230xClockHertz = 32_768;
const emc230xCeiling = 0x1fff;

/** A stopped fan reads close to the ceiling, not always on it: counts this high mean "not turning". */
export const emc230xStoppedCount = 0x1fe0;

/** RANGE, bits 6:5 of Fan Configuration 1: the count is multiplied by m, finer, but saturated below 480·m rpm. */
export const tachRanges = [1, 2, 4, 8] as const;
export type TachRange = (typeof tachRanges)[number];

/** EDGES, bits 4:3: a fan of p pulses a turn needs 2p+1 edges for one whole turn. */
export type PulsesPerRevolution = 1 | 2 | 3 | 4;

/** rpm·count of a chip set to `range`, edges matching the fan: (edges − 1) / pulses · 32,768 · 60 · m. */
export const emc230xConstant = (range: TachRange): number => 2 * emc230xClockHertz * 60 * range;

/** Slowest speed that a range can tell from standstill. */
export const slowestRpm = (range: TachRange): number => emc230xConstant(range) / emc230xCeiling;

/** The finest range that still sees a fan at `minimumRpm`, with a fifth to spare for tolerance of clock and fan. */
export function rangeFor(minimumRpm: number): TachRange {
  const usable = tachRanges.filter((range) => slowestRpm(range) <= minimumRpm * 0.8);
  return usable[usable.length - 1] ?? 1;
}

/** @param high register 0x3E, whose read latches 0x3F; @param low register 0x3F, whose lower three bits are unused */
export const emc230xCount = (high: number, low: number): number => (high << 5) | (low >> 3);

/** 0 for a fan that stands; undefined for a count of 0, which no fan can cause. */
export function emc230xRpm(count: number, range: TachRange): number | undefined {
  if (count <= 0) return undefined;
  return count >= emc230xStoppedCount ? 0 : emc230xConstant(range) / count;
}

/** Valid TACH Count, register 0x39, holds the upper eight bits of the count above which the fan is stalled. */
export const emc230xValidCount = (minimumRpm: number, range: TachRange): number =>
  Math.min(0xff, Math.floor(emc230xConstant(range) / minimumRpm) >> 5);

/** The EMC2101 counts two pulses a turn in 16 bits; its ceiling is 82 rpm, and means standstill. */
const emc2101Constant = 5_400_000;
const emc2101StoppedCount = 0xffff;

export function emc2101Rpm(count: number): number | undefined {
  if (count <= 0) return undefined;
  return count >= emc2101StoppedCount ? 0 : emc2101Constant / count;
}

export const emc2101Limit = (minimumRpm: number): number => Math.min(0xffff, Math.floor(emc2101Constant / minimumRpm));
