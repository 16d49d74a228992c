import { changed, type Law } from './law';
import type { ControlSettings } from './settings';

/** What the law goes by; the figures were found by trying on simulated blades that the race does not use (docs/thermal.md). */
export interface HoldTuning {
  /** e-folds of the duty per kelvin of error: the proportional part. */
  readonly proportional: number;
  /** e-folds of the duty per kelvin and second of error: the integral part. */
  readonly integral: number;
  /** What is within the band by less than these counts as outside. */
  readonly spareCelsius: { readonly low: number; readonly high: number };
  /** Another duty must be apart by this ratio: finer steps are inaudible, and each is a change. */
  readonly stepRatio: number;
  /** Between two changes. */
  readonly apartSeconds: number;
}

export const holdTuning: HoldTuning = Object.freeze({
  proportional: 0.4,
  integral: 0.0002,
  spareCelsius: { low: 1.5, high: 1 },
  stepRatio: 1.5,
  apartSeconds: 60,
});

/**
 * Holds the band with a clamped PI controller whose dead band is the band itself. It works on the logarithm of the duty,
 * as cooling does. The duty is the integral and never leaves floor to full speed, so nothing can wind up.
 */
export function holdLaw(
  { band, fan }: Pick<ControlSettings, 'band' | 'fan'>,
  { proportional, integral, spareCelsius, stepRatio, apartSeconds }: HoldTuning = holdTuning,
): Law {
  const low = band.lowCelsius + spareCelsius.low;
  const high = band.highCelsius - spareCelsius.high;
  const lowest = fan.neverStop ? fan.floorRatio : 0;
  const clamp = (dutyRatio: number): number => Math.min(Math.max(dutyRatio, fan.floorRatio), 1);

  /** @param error kelvins outside the dead band, which the duty has not answered for so many seconds */
  const wanted = (dutyRatio: number, error: number, seconds: number): number => {
    if (dutyRatio === 0) return error > 0 ? clamp(fan.floorRatio * Math.exp(proportional * error)) : 0;
    if (error < 0 && dutyRatio <= fan.floorRatio) return lowest;
    const next = clamp(dutyRatio * Math.exp(error * (proportional + integral * seconds)));
    const far = Math.max(next / dutyRatio, dutyRatio / next) >= stepRatio;
    return far || next === 1 || next === fan.floorRatio ? next : dutyRatio;
  };

  return {
    // Nothing was changed yet, so the first change need not wait.
    start: ({ nowMs }, dutyRatio) => changed(Math.max(dutyRatio, lowest), nowMs - apartSeconds * 1000),
    next: (state, { fastCelsius, sinceSwitchSeconds, nowMs }) => {
      const { dutyRatio, changedAtMs } = state;
      const seconds = (nowMs - changedAtMs) / 1000;
      const error = Math.max(fastCelsius - high, 0) + Math.min(fastCelsius - low, 0);
      const next = error === 0 || seconds < apartSeconds ? dutyRatio : wanted(dutyRatio, error, seconds);
      const stopsTooSoon = next === 0 && sinceSwitchSeconds < fan.minOnSeconds;
      if (next === dutyRatio || stopsTooSoon) return { state, reason: 'hold' };
      return { state: changed(next, nowMs), reason: error > 0 ? 'too-warm' : 'too-cool' };
    },
  };
}
