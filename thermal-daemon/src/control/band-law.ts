import type { Law, LawState, LawView } from './law';
import type { ControlSettings } from './settings';

/** Duties move in these steps: finer ones are inaudible, and each is a change. */
const STEP_RATIO = 0.05;
/** Air per kelvin outside the band. The whole span from floor to full speed is worth some 15 to 25 K on a CM4. */
const RISE_RATIO_PER_CELSIUS = 0.04;
const FALL_RATIO_PER_CELSIUS = 0.03;
/** A change aims this far inside the band. */
const INSIDE_CELSIUS = 2;
/** Time for a change to show: the sink answers in minutes, the die in seconds. */
const RISE_SETTLE_SECONDS = 30;
const FALL_SETTLE_SECONDS = 120;
const QUIETER_SETTLE_SECONDS = 600;
/** Heating on by this much since the last rise means that it was too small: no waiting. */
const STILL_HEATING_CELSIUS = 2;
/** Below the top of the band by this much, less air is tried. */
const ROOM_BELOW_TOP_CELSIUS = 4;

/**
 * Holds the band with few, small, slow changes. Inside the band nothing moves, which makes the band itself the
 * hysteresis; outside, the duty moves by a share of the distance and then waits for the answer. The duty itself is the
 * integral and never leaves 0 to 1, so nothing can wind up.
 */
export function bandLaw({ band, fan }: Pick<ControlSettings, 'band' | 'fan'>): Law {
  const lowest = fan.neverStop ? fan.floorRatio : 0;

  const raised = (dutyRatio: number, ahead: number): number => {
    const share = (ahead - band.highCelsius + INSIDE_CELSIUS) * RISE_RATIO_PER_CELSIUS;
    return Math.max(fan.floorRatio, onStep(dutyRatio + Math.max(share, STEP_RATIO)));
  };
  /** Stops only from the floor, never from above it: a stop is the greatest change of all. */
  const lowered = (dutyRatio: number, distanceCelsius: number): number => {
    if (dutyRatio <= fan.floorRatio) return lowest;
    const share = Math.max(distanceCelsius * FALL_RATIO_PER_CELSIUS, STEP_RATIO);
    return Math.max(fan.floorRatio, onStep(dutyRatio - share));
  };

  return {
    start: ({ aheadCelsius, nowMs }, dutyRatio): LawState => ({
      dutyRatio: Math.max(dutyRatio, lowest),
      changedAtMs: nowMs,
      changedAtCelsius: aheadCelsius,
    }),
    next: (state, view) => {
      const { aheadCelsius, nowMs } = view;
      const warmest = Math.max(view.fastCelsius, view.slowCelsius);
      const waited = (seconds: number) => nowMs - state.changedAtMs >= seconds * 1000;
      const move = (dutyRatio: number) => moveTo(state, view, dutyRatio);

      if (aheadCelsius > band.highCelsius) {
        const stillHeating = aheadCelsius >= state.changedAtCelsius + STILL_HEATING_CELSIUS;
        if (state.dutyRatio > 0 && !stillHeating && !waited(RISE_SETTLE_SECONDS)) return { state, reason: 'hold' };
        return { state: move(raised(state.dutyRatio, aheadCelsius)), reason: 'too-warm' };
      }
      if (warmest < band.lowCelsius && waited(FALL_SETTLE_SECONDS)) {
        return { state: move(lowered(state.dutyRatio, band.lowCelsius + INSIDE_CELSIUS - warmest)), reason: 'too-cool' };
      }
      const room = band.highCelsius - ROOM_BELOW_TOP_CELSIUS - warmest;
      if (room > 0 && state.dutyRatio > fan.floorRatio && waited(QUIETER_SETTLE_SECONDS)) {
        return { state: move(lowered(state.dutyRatio, room)), reason: 'quieter' };
      }
      return { state, reason: 'hold' };
    },
  };
}

function moveTo(state: LawState, { aheadCelsius, nowMs }: LawView, dutyRatio: number): LawState {
  return dutyRatio === state.dutyRatio ? state : { dutyRatio, changedAtMs: nowMs, changedAtCelsius: aheadCelsius };
}

function onStep(ratio: number): number {
  return Math.min(Math.max(Math.round(ratio / STEP_RATIO), 0) / Math.round(1 / STEP_RATIO), 1);
}
