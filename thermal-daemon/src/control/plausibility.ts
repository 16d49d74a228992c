import type { Fault } from './fault';
import type { TemperatureSample } from './readings';
import type { ControlSettings } from './settings';

/** The span of a running processor: colder or hotter, and the sensor lies. The CM4 stops itself far below 110 °C. */
export const PLAUSIBLE_CELSIUS = { lowest: -20, highest: 110 } as const;

export interface SensorState {
  /** Newest sample that was at least a number in range. */
  readonly last: TemperatureSample | undefined;
  /** When the reading last took a new value. */
  readonly changedAtMs: number;
}

export interface SensorVerdict {
  readonly state: SensorState;
  readonly faults: readonly Fault[];
  /** undefined: nothing to control by, because a fault stands. */
  readonly tempCelsius: number | undefined;
}

export const noSensorYet: SensorState = Object.freeze({ last: undefined, changedAtMs: 0 });

const none: readonly Fault[] = Object.freeze([]);

/** Judges one sample by itself and against the one before it. */
export function judgeSensor(
  limits: ControlSettings['sensor'],
  state: SensorState,
  sample: TemperatureSample | undefined,
  nowMs: number,
): SensorVerdict {
  const refused = (fault: Fault): SensorVerdict => ({ state, faults: [fault], tempCelsius: undefined });
  if (!sample) return refused('sensor-unreadable');
  const { tempCelsius, atMs } = sample;
  // A sample from the future is as little use as an old one: its clock is not ours.
  if (atMs > nowMs || nowMs - atMs > limits.staleSeconds * 1000) return refused('sensor-stale');
  if (!(tempCelsius >= PLAUSIBLE_CELSIUS.lowest && tempCelsius <= PLAUSIBLE_CELSIUS.highest)) {
    return refused('sensor-implausible');
  }

  const { last } = state;
  const changedAtMs = last && last.tempCelsius === tempCelsius ? state.changedAtMs : nowMs;
  const faults: Fault[] = [];
  if (last && Math.abs(tempCelsius - last.tempCelsius) > limits.maxJumpCelsius) faults.push('sensor-jump');
  if (nowMs - changedAtMs >= limits.stuckSeconds * 1000) faults.push('sensor-stuck');
  const next: SensorState = { last: sample, changedAtMs };
  if (faults.length > 0) return { state: next, faults, tempCelsius: undefined };
  return { state: next, faults: none, tempCelsius };
}
