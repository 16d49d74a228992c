import type { Fault } from './fault';
import type { TemperatureSample } from './readings';
import type { ControlSettings } from './settings';
import { moved, still, type Circumstances, type Stillness } from './stillness';

/** The span of a running processor: colder or hotter, and the sensor lies. The CM4 stops itself far below 110 °C. */
export const PLAUSIBLE_CELSIUS = { lowest: -20, highest: 110 } as const;

export interface SensorState {
  /** Newest sample that was at least a number in range. */
  readonly last: TemperatureSample | undefined;
  /** Since the reading last took a new value; undefined: there was none. */
  readonly stillness: Stillness | undefined;
  /**
   * After a fall that heat cannot have: nothing below where it fell from is believed, short of a jump back up. A
   * sensor that reads too cold by an offset looks healthy from then on, and would stop the fan of a blade that cooks.
   */
  readonly believedFromCelsius: number | undefined;
}

export interface SensorVerdict {
  readonly state: SensorState;
  readonly faults: readonly Fault[];
  /** undefined: nothing to control by, because a fault stands. */
  readonly tempCelsius: number | undefined;
}

export const noSensorYet: SensorState = Object.freeze({
  last: undefined,
  stillness: undefined,
  believedFromCelsius: undefined,
});

const none: readonly Fault[] = Object.freeze([]);

/** Checks one sample by itself and against the one before it. */
export function assessSensor(
  limits: ControlSettings['sensor'],
  state: SensorState,
  sample: TemperatureSample | undefined,
  circumstances: Circumstances,
): SensorVerdict {
  const { nowMs } = circumstances;
  const refused = (fault: Fault): SensorVerdict => ({ state, faults: [fault], tempCelsius: undefined });
  if (!sample) return refused('sensor-unreadable');
  const { tempCelsius, atMs } = sample;
  // A sample from the future is as little use as an old one: its clock is not ours.
  if (atMs > nowMs || nowMs - atMs > limits.staleSeconds * 1000) return refused('sensor-stale');
  if (!(tempCelsius >= PLAUSIBLE_CELSIUS.lowest && tempCelsius <= PLAUSIBLE_CELSIUS.highest)) {
    return refused('sensor-implausible');
  }

  const { last } = state;
  const stillness =
    state.stillness && last?.tempCelsius === tempCelsius
      ? still(state.stillness, circumstances, limits)
      : moved(state.stillness, circumstances);
  const rise =
    last === undefined || nowMs - last.atMs > limits.staleSeconds * 1000 ? 0 : tempCelsius - last.tempCelsius;
  const believedFromCelsius = believedFrom(limits, state, tempCelsius, rise);
  const faults: Fault[] = [];
  if (Math.abs(rise) > limits.maxJumpCelsius || believedFromCelsius !== undefined) faults.push('sensor-jump');
  if (stillness.stuck) faults.push('sensor-stuck');
  const next: SensorState = { last: sample, stillness, believedFromCelsius };
  if (faults.length > 0) return { state: next, faults, tempCelsius: undefined };
  return { state: next, faults: none, tempCelsius };
}

/** @param rise since the sample before; 0 where there is none young enough to compare with */
function believedFrom(
  { maxJumpCelsius }: ControlSettings['sensor'],
  { last, believedFromCelsius }: SensorState,
  tempCelsius: number,
  rise: number,
): number | undefined {
  if (rise > maxJumpCelsius) return undefined;
  if (rise < -maxJumpCelsius) return Math.max(last!.tempCelsius, believedFromCelsius ?? -Infinity);
  const stillBelow = believedFromCelsius !== undefined && tempCelsius < believedFromCelsius;
  return stillBelow ? believedFromCelsius : undefined;
}
