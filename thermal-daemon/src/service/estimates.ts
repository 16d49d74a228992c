/**
 * What no sensor of a blade measures, from what is known: for dashboards, never for control. The formulas are those of
 * the simulation (docs/thermal.md, "The model"), the four numbers are the rack owner's to correct.
 */
export interface Estimates {
  /** Of one fan at full duty. */
  readonly fullSpeedRpm: number;
  /** dB(A) of one fan at full duty, as its data sheet says. */
  readonly fullSpeedDecibels: number;
  readonly idleWatts: number;
  readonly busyWatts: number;
}

/** Quieter than this a turning fan does not get: bearing and motor remain. */
const QUIETEST_DECIBELS = 4;
/** Sound power goes with the speed to the 5.5th. */
const DECIBELS_PER_DECADE = 55;
/** Below this a fan does not turn, whatever it is told. */
export const TURNS_FROM_RATIO = 0.1;

/** dB(A) beside one fan; 0 where it stands. @param rpm undefined: not measured, so the duty has to do */
export function noiseDecibels(
  { fullSpeedRpm, fullSpeedDecibels }: Pick<Estimates, 'fullSpeedRpm' | 'fullSpeedDecibels'>,
  rpm: number | undefined,
  dutyRatio: number,
): number {
  const turns = rpm === undefined ? dutyRatio >= TURNS_FROM_RATIO : rpm > 0;
  if (!turns) return 0;
  const speedRatio = rpm === undefined ? 0.05 + 0.95 * dutyRatio : rpm / fullSpeedRpm;
  return Math.max(QUIETEST_DECIBELS, fullSpeedDecibels + DECIBELS_PER_DECADE * Math.log10(speedRatio));
}

/**
 * Heat of the module.
 * @param busyRatio share of the processors' time that was not idle
 * @param clockRatio actual clock against the highest; 1 where the node does not tell
 */
export function powerWatts(
  { idleWatts, busyWatts }: Pick<Estimates, 'idleWatts' | 'busyWatts'>,
  busyRatio: number,
  clockRatio: number,
): number {
  return idleWatts + (busyWatts - idleWatts) * busyRatio * clockRatio;
}
