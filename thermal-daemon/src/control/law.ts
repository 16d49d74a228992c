import type { Reason } from './fault';
import type { HeatEstimate } from './heat-estimate';
import { withinReach, type Reach } from './out-of-reach';

/** What a law may see. */
export interface LawView {
  /** Averaged over a few seconds. */
  readonly fastCelsius: number;
  /** Averaged over half a minute. */
  readonly slowCelsius: number;
  /** The fast one, or where it is heading if it rises. */
  readonly aheadCelsius: number;
  readonly heat: HeatEstimate;
  /** How long the fan has been turning, or standing; Infinity: unknown. */
  readonly sinceSwitchSeconds: number;
  readonly nowMs: number;
}

/** All that a law remembers; plain, so that a state can be printed and compared. */
export interface LawState {
  readonly dutyRatio: number;
  readonly changedAtMs: number;
  /** Since when another duty has looked better without a break; undefined: none does, or the law does not wait. */
  readonly wishedSinceMs: number | undefined;
  readonly reach: Reach;
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
export const changed = (dutyRatio: number, nowMs: number): LawState => ({
  dutyRatio,
  changedAtMs: nowMs,
  wishedSinceMs: undefined,
  reach: withinReach,
});
