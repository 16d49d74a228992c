import { dutyOfLevel, levelAt } from '../curve';
import { changed, type Law } from './law';
import type { ControlSettings } from './settings';

/** A step is given back at the earliest this long after the last change. */
const HOLD_SECONDS = 30;

/**
 * The rack owner's curve with hysteresis: a point takes hold as soon as the temperature is about to reach it, and lets
 * go only when both averages are the hysteresis below it.
 */
export function stepCurveLaw({ curve }: Pick<ControlSettings, 'curve'>): Law {
  const dutyAt = (tempCelsius: number) => dutyOfLevel(curve.points, levelAt(curve.points, tempCelsius));
  return {
    start: ({ aheadCelsius, nowMs }) => changed(dutyAt(aheadCelsius), nowMs),
    next: (state, { fastCelsius, slowCelsius, aheadCelsius, nowMs }) => {
      const up = dutyAt(aheadCelsius);
      if (up > state.dutyRatio) return { state: changed(up, nowMs), reason: 'curve-up' };
      const kept = dutyAt(Math.max(fastCelsius, slowCelsius) + curve.hysteresisCelsius);
      const heldLongEnough = nowMs - state.changedAtMs >= HOLD_SECONDS * 1000;
      if (kept < state.dutyRatio && heldLongEnough) return { state: changed(kept, nowMs), reason: 'curve-down' };
      return { state, reason: 'hold' };
    },
  };
}
