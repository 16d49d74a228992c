import { TURNS_FROM_RATIO } from './noise';

/**
 * A blade as the watch for a stuck sensor imagines it: the die on a resistance to its heat sink, the sink on a resistance
 * to the air that moving air lowers. The numbers are those of the simulation's nominal blade (docs/thermal.md, "The
 * model"); a real one strays from them, which the watch allows for.
 */
export const DIE_KELVIN_PER_WATT = 2;
export const SINK_JOULE_PER_KELVIN = 55;

const STANDING_KELVIN_PER_WATT = 9.5;
const FULL_SPEED_KELVIN_PER_WATT = 2.5;
/** Each doubling of the duty takes as much off the resistance. */
const KELVIN_PER_WATT_PER_E_FOLD = 1.55;

export interface Heat {
  readonly sinkCelsius: number;
  readonly watts: number;
  readonly airCelsius: number;
}

/** K/W from the sink to the air. */
export function sinkKelvinPerWatt(dutyRatio: number): number {
  if (dutyRatio < TURNS_FROM_RATIO) return STANDING_KELVIN_PER_WATT;
  return FULL_SPEED_KELVIN_PER_WATT - KELVIN_PER_WATT_PER_E_FOLD * Math.log(dutyRatio);
}

/** One duty for some time, worked out ahead for any heat. */
export interface Outlook {
  readonly kelvinPerWatt: number;
  /** Share of the sink's distance from where it settles that is left at the end. */
  readonly left: number;
}

export function outlook(dutyRatio: number, seconds: number): Outlook {
  const kelvinPerWatt = sinkKelvinPerWatt(dutyRatio);
  return { kelvinPerWatt, left: Math.exp(-seconds / (SINK_JOULE_PER_KELVIN * kelvinPerWatt)) };
}

/** Temperature of the sink then, if this heat goes on. */
export function sinkCelsiusThen({ sinkCelsius, airCelsius }: Heat, watts: number, { kelvinPerWatt, left }: Outlook) {
  const settledCelsius = airCelsius + watts * kelvinPerWatt;
  return settledCelsius + (sinkCelsius - settledCelsius) * left;
}
