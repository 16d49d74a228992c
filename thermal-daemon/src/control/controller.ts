import { aheadCelsius, follow, type Estimate } from './estimate';
import { allFaults, type Fault, type Reason } from './fault';
import { lawOf, type LawState, type LawView } from './law';
import { judgeSensor, noSensorYet, type SensorState } from './plausibility';
import type { Readings } from './readings';
import type { ControlSettings } from './settings';
import { shape } from './shape';

/** All that the daemon remembers from one step to the next. */
export interface ControllerState {
  readonly lastStepMs: number | undefined;
  readonly sensor: SensorState;
  readonly estimate: Estimate | undefined;
  /** undefined: the law starts anew with the next good temperature. */
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

/** For a changed configuration: what was learnt of the blade stays; the law goes on from the present duty. */
export function withNewSettings(state: ControllerState): ControllerState {
  return { ...state, law: undefined };
}

/**
 * One step. Pure: the same arguments give the same decision.
 * @param nowMs monotonic; a step that comes too late, or before the last one, is a fault of its own
 */
export function step(settings: ControlSettings, before: ControllerState, readings: Readings, nowMs: number): Decision {
  const known = notLaterThan(before, nowMs);
  const sensor = judgeSensor(settings.sensor, known.sensor, readings.temperature, nowMs);
  const state = { ...known, ...watchChip(known, readings, nowMs), sensor: sensor.state, lastStepMs: nowMs };
  const standing: Record<Fault, boolean> = {
    ...sensor.faults,
    'clock-jump': jumped(settings, before, nowMs),
    'chip-silent': readings.chip === undefined,
    'chip-disobeys': lasted(state.disobeyedSinceMs, DISOBEYS_SECONDS, nowMs),
    'fan-stalled': lasted(state.stalledSinceMs, settings.fan.stallSeconds, nowMs),
    'configuration-broken': readings.configurationBroken,
  };
  const faults = allFaults.filter((fault) => standing[fault]);

  const { tempCelsius } = sensor;
  if (faults.length > 0 || tempCelsius === undefined) {
    return fullSpeed(state, { faults, recoverAtMs: nowMs + settings.recoverySeconds * 1000, tempCelsius: undefined }, nowMs);
  }
  const { recoverAtMs } = state;
  if (recoverAtMs !== undefined && nowMs < recoverAtMs) return fullSpeed(state, { faults, recoverAtMs, tempCelsius }, nowMs);
  const { throttled } = readings;
  const previous = before.sensor.last?.tempCelsius;
  const rising = previous !== undefined && tempCelsius > previous;
  const elapsedSeconds = before.lastStepMs === undefined ? Infinity : (nowMs - before.lastStepMs) / 1000;
  return regulate(settings, { ...state, recoverAtMs: undefined }, { tempCelsius, throttled, rising, elapsedSeconds }, nowMs);
}

interface FullSpeed {
  readonly faults: readonly Fault[];
  readonly recoverAtMs: number;
  readonly tempCelsius: number | undefined;
}

/** No slew, no minimum times: cold first. The law is kept, so that a short fault does not cost minutes of noise. */
function fullSpeed(state: ControllerState, { faults, recoverAtMs, tempCelsius }: FullSpeed, nowMs: number): Decision {
  return {
    state: {
      ...state,
      // Averages over a time in which nothing was known would lie.
      estimate: tempCelsius === undefined ? undefined : follow(state.estimate, tempCelsius, nowMs),
      law: state.law && { ...state.law, changedAtMs: nowMs },
      dutyRatio: 1,
      switchedAtMs: switchedAt(state, 1, nowMs),
      recoverAtMs,
    },
    duty: 1,
    reasons: faults.length > 0 ? faults : ['recovering'],
    faults,
  };
}

interface Healthy {
  readonly tempCelsius: number;
  readonly throttled: boolean | undefined;
  readonly rising: boolean;
  readonly elapsedSeconds: number;
}

function regulate(settings: ControlSettings, state: ControllerState, now: Healthy, nowMs: number): Decision {
  const estimate = follow(state.estimate, now.tempCelsius, nowMs);
  const view: LawView = { ...estimate, aheadCelsius: aheadCelsius(estimate), nowMs };
  const law = lawOf(settings);
  const outcome = law.next(state.law ?? law.start(view, state.dutyRatio), view);

  const overruling: Reason[] = [];
  if (view.fastCelsius >= settings.limitCelsius) overruling.push('limit');
  if (now.throttled) overruling.push('throttled');
  const overruled = overruling.length > 0;
  const { duty, reasons } = shape(settings, {
    wanted: overruled ? 1 : outcome.state.dutyRatio,
    beforeRatio: state.dutyRatio,
    sinceSwitchSeconds: state.switchedAtMs === undefined ? Infinity : (nowMs - state.switchedAtMs) / 1000,
    elapsedSeconds: now.elapsedSeconds,
    tempCelsius: now.tempCelsius,
    rising: now.rising,
  });
  return {
    state: {
      ...state,
      estimate,
      // After an overruling the law goes on from full speed, not from where it had been too low.
      law: overruled ? { ...outcome.state, dutyRatio: 1, changedAtMs: nowMs } : outcome.state,
      dutyRatio: duty,
      switchedAtMs: switchedAt(state, duty, nowMs),
    },
    duty,
    reasons: [...(overruled ? overruling : [outcome.reason]), ...reasons],
    faults: [],
  };
}

/** When the clock went back, moments that are still to come mean nothing. */
function notLaterThan(state: ControllerState, nowMs: number): ControllerState {
  return {
    ...state,
    sensor: { ...state.sensor, changedAtMs: Math.min(state.sensor.changedAtMs, nowMs) },
    switchedAtMs: state.switchedAtMs === undefined ? undefined : Math.min(state.switchedAtMs, nowMs),
    stalledSinceMs: state.stalledSinceMs === undefined ? undefined : Math.min(state.stalledSinceMs, nowMs),
    disobeyedSinceMs: state.disobeyedSinceMs === undefined ? undefined : Math.min(state.disobeyedSinceMs, nowMs),
  };
}

function jumped({ maxStepSeconds }: ControlSettings, { lastStepMs }: ControllerState, nowMs: number): boolean {
  if (lastStepMs === undefined) return false;
  return nowMs < lastStepMs || nowMs - lastStepMs > maxStepSeconds * 1000;
}

/** A silent chip leaves what is known of it as it was: silence is a fault of its own. */
function watchChip(state: ControllerState, { chip }: Readings, nowMs: number) {
  if (!chip) return {};
  const stalled = chip.fans.some((fan) => fan.stalled);
  const toldBefore = state.lastStepMs !== undefined;
  const disobeys = toldBefore && !(Math.abs(chip.dutyRatio - state.dutyRatio) <= DUTY_TOLERANCE);
  return {
    stalledSinceMs: stalled ? (state.stalledSinceMs ?? nowMs) : undefined,
    disobeyedSinceMs: disobeys ? (state.disobeyedSinceMs ?? nowMs) : undefined,
  };
}

const lasted = (sinceMs: number | undefined, seconds: number, nowMs: number): boolean =>
  sinceMs !== undefined && nowMs - sinceMs >= seconds * 1000;

function switchedAt({ switchedAtMs, dutyRatio }: ControllerState, duty: number, nowMs: number): number {
  return switchedAtMs === undefined || duty > 0 !== dutyRatio > 0 ? nowMs : switchedAtMs;
}
