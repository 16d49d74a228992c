/** What no sensor of a blade measures, from what is known; for dashboards and for the watch over a stuck sensor. */

/** A 40 mm fan of the quiet kind at full duty (docs/thermal.md, "The model"). */
const FULL_SPEED_RPM = 5000;
const FULL_SPEED_DECIBELS = 14.9;
/** Quieter than this a turning fan does not get: bearing and motor remain. */
const QUIETEST_DECIBELS = 4;
/** Sound power goes with the speed to the 5.5th. */
const DECIBELS_PER_DECADE = 55;
/** Below this a fan does not turn, whatever it is told. */
export const TURNS_FROM_RATIO = 0.1;

/** A Pi 4B without peripherals, as published. */
const IDLE_WATTS = 2.7;
const BUSY_WATTS = 6.4;

/** Estimated dB(A) beside one fan; 0 where it stands. @param rpm undefined: not measured, so the duty has to do */
export function noiseDecibels(rpm: number | undefined, dutyRatio: number): number {
  const turns = rpm === undefined ? dutyRatio >= TURNS_FROM_RATIO : rpm > 0;
  if (!turns) return 0;
  const speedRatio = rpm === undefined ? 0.05 + 0.95 * dutyRatio : rpm / FULL_SPEED_RPM;
  return Math.max(QUIETEST_DECIBELS, FULL_SPEED_DECIBELS + DECIBELS_PER_DECADE * Math.log10(speedRatio));
}

/** Heat of the module; undefined where the node does not tell how busy it is. @param clockRatio against the highest */
export function loadWatts(busyRatio: number | undefined, clockRatio = 1): number | undefined {
  return busyRatio === undefined ? undefined : IDLE_WATTS + (BUSY_WATTS - IDLE_WATTS) * busyRatio * clockRatio;
}
