import type { Reason } from './fault';

/** What a law may see. */
export interface LawView {
  /** Averaged over a few seconds. */
  readonly fastCelsius: number;
  /** Averaged over half a minute. */
  readonly slowCelsius: number;
  /** How long the fan has been turning, or standing; Infinity: unknown. */
  readonly sinceSwitchSeconds: number;
  readonly nowMs: number;
}

/** All that a law remembers; plain, so that a state can be printed and compared. */
export interface LawState {
  readonly dutyRatio: number;
  readonly changedAtMs: number;
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

/** The state after a change. */
export const changed = (dutyRatio: number, nowMs: number): LawState => ({ dutyRatio, changedAtMs: nowMs });
