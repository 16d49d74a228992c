import { aheadCelsius, follow, type Estimate } from './estimate';
import type { Fault, Reason } from './fault';
import { changed, type LawState, type LawView } from './law';
import { lawOf } from './laws';
import { judgeSensor, noSensorYet, type SensorState } from './plausibility';
import type { ChipReading, Readings } from './readings';
import type { ControlSettings } from './settings';
import { shape } from './shape';
import { noLaterThan } from './stillness';

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

/**
 * One step. Pure: the same arguments give the same decision. New settings may come at any step: what was learnt of the
 * blade stays, and either law goes on from the other's duty.
 * @param nowMs monotonic; a step that comes too late, or before the last one, is a fault of its own
 */
export function step(settings: ControlSettings, before: ControllerState, readings: Readings, nowMs: number): Decision {
  const clockJumped = jumped(settings, before, nowMs);
  const known = clockJumped ? notLaterThan(before, nowMs) : before;
  const circumstances = { dutyRatio: known.dutyRatio, loadWatts: readings.loadWatts, nowMs };
  const sensor = judgeSensor(settings.sensor, known.sensor, readings.temperature, circumstances);
  const state: ControllerState = {
    lastStepMs: nowMs,
    sensor: sensor.state,
    estimate: known.estimate,
    law: known.law,
    dutyRatio: known.dutyRatio,
    switchedAtMs: known.switchedAtMs,
    recoverAtMs: known.recoverAtMs,
    stalledSinceMs: stalledSince(known, readings.chip, nowMs),
    disobeyedSinceMs: disobeyedSince(known, readings.chip, nowMs),
  };
  const found: Fault[] = [...sensor.faults];
  if (clockJumped) found.push('clock-jump');
  if (!readings.chip) found.push('chip-silent');
  if (lasted(state.disobeyedSinceMs, DISOBEYS_SECONDS, nowMs)) found.push('chip-disobeys');
  if (lasted(state.stalledSinceMs, settings.fan.stallSeconds, nowMs)) found.push('fan-stalled');
  if (readings.neighbour === 'unknown') found.push('neighbour-unknown');
  if (readings.configurationBroken) found.push('configuration-broken');

  const { neighbour } = readings;
  const other = neighbour === 'unknown' ? undefined : neighbour;
  // One fan for two blades cools for the hotter one.
  const tempCelsius =
    sensor.tempCelsius === undefined ? undefined : Math.max(sensor.tempCelsius, other?.tempCelsius ?? -Infinity);
  if (found.length > 0 || tempCelsius === undefined) {
    const recoverAtMs = nowMs + settings.recoverySeconds * 1000;
    return fullSpeed(state, { faults: found, recoverAtMs, tempCelsius: undefined }, nowMs);
  }
  const { recoverAtMs } = known;
  if (recoverAtMs !== undefined && nowMs < recoverAtMs) {
    return fullSpeed(state, { faults: found, recoverAtMs, tempCelsius }, nowMs);
  }
  const previous = known.sensor.last?.tempCelsius;
  const elapsedSeconds = known.lastStepMs === undefined ? Infinity : (nowMs - known.lastStepMs) / 1000;
  return regulate(
    settings,
    state,
    {
      tempCelsius,
      throttled: readings.throttled,
      leastDutyRatio: Math.max(readings.leastDutyRatio ?? 0, other?.leastDutyRatio ?? 0),
      rising: previous !== undefined && tempCelsius > previous,
      elapsedSeconds,
    },
    nowMs,
  );
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
      law: state.law && changed(state.law.dutyRatio, nowMs),
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
  readonly leastDutyRatio: number;
  readonly rising: boolean;
  readonly elapsedSeconds: number;
}

function regulate(settings: ControlSettings, state: ControllerState, now: Healthy, nowMs: number): Decision {
  const estimate = follow(state.estimate, now.tempCelsius, nowMs);
  const sinceSwitchSeconds = state.switchedAtMs === undefined ? Infinity : (nowMs - state.switchedAtMs) / 1000;
  const view: LawView = {
    fastCelsius: estimate.fastCelsius,
    slowCelsius: estimate.slowCelsius,
    aheadCelsius: aheadCelsius(estimate),
    sinceSwitchSeconds,
    nowMs,
  };
  const law = lawOf(settings);
  const outcome = law.next(state.law ?? law.start(view, state.dutyRatio), view);

  const overruling: Reason[] = [];
  if (view.fastCelsius >= settings.limitCelsius) overruling.push('limit');
  if (now.throttled) overruling.push('throttled');
  const overruled = overruling.length > 0;
  const byDisk = now.leastDutyRatio > outcome.state.dutyRatio;
  const { duty, reasons } = shape(settings, {
    wanted: overruled ? 1 : Math.max(outcome.state.dutyRatio, now.leastDutyRatio),
    beforeRatio: state.dutyRatio,
    sinceSwitchSeconds,
    elapsedSeconds: now.elapsedSeconds,
    tempCelsius: now.tempCelsius,
    rising: now.rising,
    overruled,
  });
  return {
    state: {
      lastStepMs: state.lastStepMs,
      sensor: state.sensor,
      estimate,
      // After an overruling the law goes on from full speed, not from where it had been too low.
      law: overruled ? changed(1, nowMs) : outcome.state,
      dutyRatio: duty,
      switchedAtMs: switchedAt(state, duty, nowMs),
      recoverAtMs: undefined,
      stalledSinceMs: state.stalledSinceMs,
      disobeyedSinceMs: state.disobeyedSinceMs,
    },
    duty,
    reasons: [...(overruled ? overruling : [byDisk ? ('disk' as const) : outcome.reason]), ...reasons],
    faults: [],
  };
}

/** When the clock went back, moments that are still to come mean nothing. */
function notLaterThan(state: ControllerState, nowMs: number): ControllerState {
  return {
    ...state,
    sensor: { ...state.sensor, stillness: state.sensor.stillness && noLaterThan(state.sensor.stillness, nowMs) },
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
function stalledSince({ stalledSinceMs }: ControllerState, chip: ChipReading | undefined, nowMs: number) {
  if (!chip) return stalledSinceMs;
  return chip.fans.some((fan) => fan.stalled) ? (stalledSinceMs ?? nowMs) : undefined;
}

function disobeyedSince(state: ControllerState, chip: ChipReading | undefined, nowMs: number) {
  if (!chip) return state.disobeyedSinceMs;
  const toldBefore = state.lastStepMs !== undefined;
  const disobeys = toldBefore && !(Math.abs(chip.dutyRatio - state.dutyRatio) <= DUTY_TOLERANCE);
  return disobeys ? (state.disobeyedSinceMs ?? nowMs) : undefined;
}

const lasted = (sinceMs: number | undefined, seconds: number, nowMs: number): boolean =>
  sinceMs !== undefined && nowMs - sinceMs >= seconds * 1000;

function switchedAt({ switchedAtMs, dutyRatio }: ControllerState, duty: number, nowMs: number): number {
  return switchedAtMs === undefined || duty > 0 !== dutyRatio > 0 ? nowMs : switchedAtMs;
}
