/** A fan at full duty, as its data sheet says. */
export interface FanNoise {
  readonly fullSpeedRpm: number;
  /** dB(A) of one fan. */
  readonly fullSpeedDecibels: number;
}

/** A 40 mm fan of the quiet kind (docs/thermal.md, "The model"). */
export const usualFan: FanNoise = Object.freeze({ fullSpeedRpm: 5000, fullSpeedDecibels: 14.9 });

/** Quieter than this a turning fan does not get: bearing and motor remain. */
const QUIETEST_DECIBELS = 4;
/** Sound power goes with the speed to the 5.5th. */
const DECIBELS_PER_DECADE = 55;
/** Below this a fan does not turn, whatever it is told. */
export const TURNS_FROM_RATIO = 0.1;

/** Estimated dB(A) beside one fan; 0 where it stands. @param rpm undefined: not measured, so the duty has to do */
export function noiseDecibels(
  { fullSpeedRpm, fullSpeedDecibels }: FanNoise,
  rpm: number | undefined,
  dutyRatio: number,
): number {
  const turns = rpm === undefined ? dutyRatio >= TURNS_FROM_RATIO : rpm > 0;
  if (!turns) return 0;
  const speedRatio = rpm === undefined ? 0.05 + 0.95 * dutyRatio : rpm / fullSpeedRpm;
  return Math.max(QUIETEST_DECIBELS, fullSpeedDecibels + DECIBELS_PER_DECADE * Math.log10(speedRatio));
}
