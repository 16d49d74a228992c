import { usualFan, type FanNoise } from '../control/noise';

/** What no sensor of a blade measures, from what is known; the numbers are the rack owner's to correct. */
export interface Estimates extends FanNoise {
  readonly idleWatts: number;
  readonly busyWatts: number;
}

/** A Pi 4B without peripherals, as published (docs/thermal.md, "The model"). */
export const usualEstimates: Estimates = Object.freeze({ ...usualFan, idleWatts: 2.7, busyWatts: 6.4 });

/** Heat of the module; undefined where the node does not tell how busy it is. Without a clock, the highest is assumed. */
export function loadWatts(
  { idleWatts, busyWatts }: Pick<Estimates, 'idleWatts' | 'busyWatts'>,
  { busyRatio, clockRatio = 1 }: { readonly busyRatio: number | undefined; readonly clockRatio: number | undefined },
): number | undefined {
  return busyRatio === undefined ? undefined : idleWatts + (busyWatts - idleWatts) * busyRatio * clockRatio;
}
