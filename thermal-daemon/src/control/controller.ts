import { follow, type Estimate } from './estimate';
import type { Fault, Reason } from './fault';
import { holdLaw } from './hold-law';
import { changed, type Law, type LawState, type LawView } from './law';
import { assessSensor, noSensorYet, type SensorState } from './plausibility';
import type { ChipReading, Readings } from './readings';
import type { ControlSettings } from './settings';
import { shape } from './shape';
import { stepCurveLaw } from './step-curve-law';

/** All that the daemon remembers from one step to the next. */
export interface ControllerState {
  readonly lastStepMs: number | undefined;
  readonly sensor: SensorState;
  readonly estimate: Estimate | undefined;
  /** undefined: no good temperature yet. */
  readonly law: LawState | undefined;
  /** What the chip was told last. */
  readonly dutyRatio: number;
  /** When the fan last started or stopped. */
  readonly switchedAtMs: number | undefined;
  readonly stalledSinceMs: number | undefined;
  readonly disobeyedSinceMs: number | undefined;
  /** Full speed until then, once no fault stands. */
  readonly recoverAtMs: number | undefined;
}

export interface Decision {
  readonly state: ControllerState;
  /** 0 to 1. */
  readonly duty: number;
  /** Never empty; faults first. */
  readonly reasons: readonly Reason[];
  readonly faults: readonly Fault[];
}

/** A readback further off than this for DISOBEYS_SECONDS is neither spin-up nor rounding (EMC2101: 1/16). */
const DUTY_TOLERANCE = 0.1;
const DISOBEYS_SECONDS = 10;

/** Before the first step, which tells the chip its first duty. */
export const initialState: ControllerState = Object.freeze({
  lastStepMs: undefined,
  sensor: noSensorYet,
  estimate: undefined,
  law: undefined,
  dutyRatio: 0,
  switchedAtMs: undefined,
  stalledSinceMs: undefined,
  disobeyedSinceMs: undefined,
  recoverAtMs: undefined,
});

const laws: Readonly<Record<ControlSettings['law'], (settings: ControlSettings) => Law>> = {
  hold: holdLaw,
  curve: stepCurveLaw,
};

/**
 * One step. Pure: the same arguments give the same decision. New settings may come at any step: what was learnt of the
 * blade stays, and either law goes on from the other's duty.
 * @param nowMs monotonic; a step that comes too late, or before the last one, is a fault of its own
 */
export function step(settings: ControlSettings, before: ControllerState, readings: Readings, nowMs: number): Decision {
  const clockJumped = jumped(settings, before, nowMs);
  // Where the clock went back, moments that are still to come mean nothing.
  const goesBack = before.lastStepMs !== undefined && nowMs < before.lastStepMs;
  const known = goesBack ? { ...initialState, dutyRatio: before.dutyRatio } : before;
  const { temperature, chip, neighbour, loadWatts } = readings;
  const sensor = assessSensor(settings.sensor, known.sensor, temperature, { loadWatts, nowMs });
  const stalls = chip?.fans.some((fan) => fan.stalled);
  const state: ControllerState = {
    ...known,
    lastStepMs: nowMs,
    sensor: sensor.state,
    stalledSinceMs: since(known.stalledSinceMs, stalls, nowMs),
    disobeyedSinceMs: since(known.disobeyedSinceMs, chip && disobeys(known, chip), nowMs),
  };
  const faults: Fault[] = [...sensor.faults];
  if (clockJumped) faults.push('clock-jump');
  if (!chip) faults.push('chip-silent');
  if (lasted(state.disobeyedSinceMs, DISOBEYS_SECONDS, nowMs)) faults.push('chip-disobeys');
  if (lasted(state.stalledSinceMs, settings.fan.stallSeconds, nowMs)) faults.push('fan-stalled');
  if (neighbour === 'unknown') faults.push('neighbour-unknown');
  if (readings.configurationBroken) faults.push('configuration-broken');

  if (faults.length > 0 || sensor.tempCelsius === undefined || neighbour === 'unknown') {
    const recoverAtMs = nowMs + settings.recoverySeconds * 1000;
    // Averages over a time in which nothing was known would lie.
    return fullSpeed({ ...state, estimate: undefined, recoverAtMs }, faults, nowMs);
  }
  // One fan for two blades cools for the hotter one.
  const tempCelsius = Math.max(sensor.tempCelsius, neighbour?.tempCelsius ?? -Infinity);
  const estimate = follow(known.estimate, tempCelsius, nowMs);
  const { recoverAtMs } = known;
  if (recoverAtMs !== undefined && nowMs < recoverAtMs) return fullSpeed({ ...state, estimate }, [], nowMs);
  return regulate(settings, state, {
    tempCelsius,
    estimate,
    throttled: readings.throttled === true,
    leastDutyRatio: Math.max(readings.leastDutyRatio ?? 0, neighbour?.leastDutyRatio ?? 0),
    rising: tempCelsius > (known.sensor.last?.tempCelsius ?? Infinity),
    elapsedSeconds: known.lastStepMs === undefined ? Infinity : (nowMs - known.lastStepMs) / 1000,
    nowMs,
  });
}

/** No slew, no minimum times: cold first. The law is kept, so that a short fault does not cost minutes of noise. */
function fullSpeed(state: ControllerState, faults: readonly Fault[], nowMs: number): Decision {
  const law = state.law && changed(state.law.dutyRatio, nowMs);
  const reasons = faults.length > 0 ? faults : (['recovering'] as const);
  return { state: driven({ ...state, law }, 1, nowMs), duty: 1, reasons, faults };
}

/** What is known of a blade that nothing is wrong with. */
interface Healthy {
  readonly tempCelsius: number;
  readonly estimate: Estimate;
  readonly throttled: boolean;
  readonly leastDutyRatio: number;
  readonly rising: boolean;
  readonly elapsedSeconds: number;
  readonly nowMs: number;
}

function regulate(settings: ControlSettings, state: ControllerState, now: Healthy): Decision {
  const { estimate, leastDutyRatio, nowMs } = now;
  const sinceSwitchSeconds = state.switchedAtMs === undefined ? Infinity : (nowMs - state.switchedAtMs) / 1000;
  const view: LawView = { ...estimate, sinceSwitchSeconds, nowMs };
  const law = laws[settings.law](settings);
  const outcome = law.next(state.law ?? law.start(view, state.dutyRatio), view);

  const overruling: Reason[] = [];
  if (estimate.fastCelsius >= settings.limitCelsius) overruling.push('limit');
  if (now.throttled) overruling.push('throttled');
  const overruled = overruling.length > 0;
  const byDisk = leastDutyRatio > outcome.state.dutyRatio;
  const { duty, reasons } = shape(settings, {
    ...now,
    wanted: overruled ? 1 : Math.max(outcome.state.dutyRatio, leastDutyRatio),
    beforeRatio: state.dutyRatio,
    sinceSwitchSeconds,
    overruled,
  });
  return {
    state: driven(
      // After an overruling the law goes on from full speed, not from where it had been too low.
      { ...state, estimate, law: overruled ? changed(1, nowMs) : outcome.state, recoverAtMs: undefined },
      duty,
      nowMs,
    ),
    duty,
    reasons: [...(overruled ? overruling : [byDisk ? ('disk' as const) : outcome.reason]), ...reasons],
    faults: [],
  };
}

/** The state with the duty that the chip is told now. */
function driven(state: ControllerState, dutyRatio: number, nowMs: number): ControllerState {
  const switches = state.switchedAtMs === undefined || dutyRatio > 0 !== state.dutyRatio > 0;
  return { ...state, dutyRatio, switchedAtMs: switches ? nowMs : state.switchedAtMs };
}

function jumped({ maxStepSeconds }: ControlSettings, { lastStepMs }: ControllerState, nowMs: number): boolean {
  if (lastStepMs === undefined) return false;
  return nowMs < lastStepMs || nowMs - lastStepMs > maxStepSeconds * 1000;
}

function disobeys({ lastStepMs, dutyRatio }: ControllerState, chip: ChipReading): boolean {
  const toldBefore = lastStepMs !== undefined;
  return toldBefore && !(Math.abs(chip.dutyRatio - dutyRatio) <= DUTY_TOLERANCE);
}

/** @param holds undefined: a silent chip, which leaves what is known of it as it was; silence is a fault of its own */
function since(sinceMs: number | undefined, holds: boolean | undefined, nowMs: number): number | undefined {
  if (holds === undefined) return sinceMs;
  return holds ? (sinceMs ?? nowMs) : undefined;
}

const lasted = (sinceMs: number | undefined, seconds: number, nowMs: number): boolean =>
  sinceMs !== undefined && nowMs - sinceMs >= seconds * 1000;
