import type { Law, LawState, LawView } from './law';
import type { ControlSettings } from './settings';

/** Duties move in these steps: finer ones are inaudible, and each is a change. */
const STEP_RATIO = 0.05;
/** Air per kelvin outside the band. The whole span from floor to full speed is worth some 15 to 25 K on a CM4. */
const RISE_RATIO_PER_CELSIUS = 0.05;
const FALL_RATIO_PER_CELSIUS = 0.08;
/** A change aims this far inside the band. */
const INSIDE_CELSIUS = 1;
/** Time for a change to show: the sink answers in minutes. Too much air hurts nobody meanwhile, so falls wait less. */
const RISE_SETTLE_SECONDS = 90;
const FALL_SETTLE_SECONDS = 30;
/** Heating on by this much since the last rise means that it was too small: no waiting. */
const STILL_HEATING_CELSIUS = 2;
/** A burst lifts the die by up to 8 K and is over before air could help; more than this is no burst. */
const BURST_CELSIUS = 6;
/** Below the top of the band by this much, less air is tried: soon where the fan can be heard, seldom where not. */
const ROOM_BELOW_TOP_CELSIUS = 2.5;
const AUDIBLE_FROM_RATIO = 0.6;
const QUIETER_SETTLE_SECONDS = { audible: 150, inaudible: 600 };

/**
 * Holds the band with few changes. Inside the band nothing moves, which makes the band itself the hysteresis; outside,
 * the duty moves by a share of the distance and then waits for the answer. The duty itself is the integral and never
 * leaves 0 to 1, so nothing can wind up. The numbers above come from `npm run sim` (docs/thermal.md).
 */
export function bandLaw({ band, fan }: Pick<ControlSettings, 'band' | 'fan'>): Law {
  const lowest = fan.neverStop ? fan.floorRatio : 0;

  const onFloor = (dutyRatio: number) => Math.max(fan.floorRatio, onStep(dutyRatio));
  /** Starting takes more heat away than any later step: the floor first. */
  const raised = (dutyRatio: number, warmestCelsius: number): number => {
    if (dutyRatio === 0) return fan.floorRatio;
    const share = (warmestCelsius - band.highCelsius + INSIDE_CELSIUS) * RISE_RATIO_PER_CELSIUS;
    return onFloor(dutyRatio + Math.max(share, STEP_RATIO));
  };
  /** Stops only from the floor, never from above it: a stop is the greatest change of all. */
  const lowered = (dutyRatio: number, distanceCelsius: number): number => {
    if (dutyRatio <= fan.floorRatio) return lowest;
    const share = Math.max(distanceCelsius * FALL_RATIO_PER_CELSIUS, STEP_RATIO);
    return onFloor(dutyRatio - share);
  };

  return {
    start: ({ aheadCelsius, nowMs }, dutyRatio): LawState => ({
      dutyRatio: Math.max(dutyRatio, lowest),
      changedAtMs: nowMs,
      changedAtCelsius: aheadCelsius,
    }),
    next: (state, view) => {
      const { fastCelsius, slowCelsius, aheadCelsius, nowMs } = view;
      const waited = (seconds: number) => nowMs - state.changedAtMs >= seconds * 1000;

      if (slowCelsius > band.highCelsius || aheadCelsius > band.highCelsius + BURST_CELSIUS) {
        const stillHeating = aheadCelsius >= state.changedAtCelsius + STILL_HEATING_CELSIUS;
        if (state.dutyRatio > 0 && !stillHeating && !waited(RISE_SETTLE_SECONDS)) return { state, reason: 'hold' };
        const warmest = Math.max(slowCelsius, aheadCelsius);
        return { state: moveTo(state, view, raised(state.dutyRatio, warmest)), reason: 'too-warm' };
      }
      if (fastCelsius < band.lowCelsius && waited(FALL_SETTLE_SECONDS)) {
        const distance = band.lowCelsius + INSIDE_CELSIUS - fastCelsius;
        return { state: moveTo(state, view, lowered(state.dutyRatio, distance)), reason: 'too-cool' };
      }
      const room = band.highCelsius - ROOM_BELOW_TOP_CELSIUS - Math.max(fastCelsius, slowCelsius);
      if (room > 0 && state.dutyRatio > fan.floorRatio && waited(quieterAfter(state.dutyRatio))) {
        return { state: moveTo(state, view, onFloor(state.dutyRatio - STEP_RATIO)), reason: 'quieter' };
      }
      return { state, reason: 'hold' };
    },
  };
}

function quieterAfter(dutyRatio: number): number {
  return dutyRatio > AUDIBLE_FROM_RATIO ? QUIETER_SETTLE_SECONDS.audible : QUIETER_SETTLE_SECONDS.inaudible;
}

function moveTo(state: LawState, { aheadCelsius, nowMs }: LawView, dutyRatio: number): LawState {
  return dutyRatio === state.dutyRatio ? state : { dutyRatio, changedAtMs: nowMs, changedAtCelsius: aheadCelsius };
}

function onStep(ratio: number): number {
  const steps = Math.round(1 / STEP_RATIO);
  return Math.min(Math.max(Math.round(ratio * steps), 0), steps) / steps;
}
