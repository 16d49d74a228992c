import { dutyAt } from '../curve';
import { changed, type Law } from './law';
import type { ControlSettings } from './settings';

/** A step is given back at the earliest this long after the last change. */
const HOLD_SECONDS = 30;

/** The rack owner's curve: a point takes hold where it stands, and lets go when both averages are the hysteresis below it. */
export function stepCurveLaw({ curve: { points, hysteresisCelsius } }: Pick<ControlSettings, 'curve'>): Law {
  return {
    start: ({ fastCelsius, nowMs }) => changed(dutyAt(points, fastCelsius), nowMs),
    next: (state, { fastCelsius, slowCelsius, nowMs }) => {
      const up = dutyAt(points, fastCelsius);
      if (up > state.dutyRatio) return { state: changed(up, nowMs), reason: 'curve-up' };
      const kept = dutyAt(points, Math.max(fastCelsius, slowCelsius) + hysteresisCelsius);
      const heldLongEnough = nowMs - state.changedAtMs >= HOLD_SECONDS * 1000;
      if (kept < state.dutyRatio && heldLongEnough) return { state: changed(kept, nowMs), reason: 'curve-down' };
      return { state, reason: 'hold' };
    },
  };
}
