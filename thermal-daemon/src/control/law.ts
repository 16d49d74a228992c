import { bandLaw } from './band-law';
import type { Reason } from './fault';
import type { ControlSettings } from './settings';
import { stepCurveLaw } from './step-curve-law';

/** What a law may see. */
export interface LawView {
  /** Averaged over a few seconds. */
  readonly fastCelsius: number;
  /** Averaged over half a minute. */
  readonly slowCelsius: number;
  /** The fast one, or where it is heading if it rises. */
  readonly aheadCelsius: number;
  readonly nowMs: number;
}

/** All that a law remembers; plain, so that a state can be printed and compared. */
export interface LawState {
  readonly dutyRatio: number;
  readonly changedAtMs: number;
  /** Where the temperature was heading at that change. */
  readonly changedAtCelsius: number;
}

export interface LawOutcome {
  readonly state: LawState;
  readonly reason: Reason;
}

/** Temperature in, wanted duty out. Slew, fault handling and minimum times are the controller's. */
export interface Law {
  /** The state before the first `next`, with what the fan does at present. */
  start(view: LawView, dutyRatio: number): LawState;
  next(state: LawState, view: LawView): LawOutcome;
}

export function lawOf(settings: ControlSettings): Law {
  return settings.law === 'band' ? bandLaw(settings) : stepCurveLaw(settings);
}
