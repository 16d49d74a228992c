import { noiseDecibels, TURNS_FROM_RATIO } from '../src/service/estimates';
import type { Random } from './random';

/** Two masses: the die on a resistance to its sink, the sink on a resistance to the air that moving air lowers. */
export interface BladeParameters {
  readonly dieJoulePerKelvin: number;
  readonly dieKelvinPerWatt: number;
  readonly sinkJoulePerKelvin: number;
  /** Multiplies the whole resistance from sink to air. */
  readonly sinkFactor: number;
  /** 1: a clean fan; 0.3: 30 % of its effect is left. */
  readonly airflow: number;
  /** Air that the fan moves at a duty, against the nominal one: 1.5 is a half more. */
  readonly flow: number;
}

export interface BladeTemperatures {
  dieCelsius: number;
  sinkCelsius: number;
}

/** Nominal CM4 (assumed, anchored on published Pi 4 measurements; docs/thermal.md says which). */
const nominal = { dieJoulePerKelvin: 3, dieKelvinPerWatt: 2, sinkJoulePerKelvin: 55 };
const sinkKelvinPerWatt = [
  [0, 9.5],
  [0.2, 5],
  [0.3, 4.4],
  [0.5, 3.6],
  [0.75, 2.9],
  [1, 2.5],
] as const;
const STANDING_KELVIN_PER_WATT = sinkKelvinPerWatt[0][1];

export function randomBlade(random: Random, clogged: boolean): BladeParameters {
  return {
    flow: 1,
    dieJoulePerKelvin: random.around(nominal.dieJoulePerKelvin, 0.2),
    dieKelvinPerWatt: random.around(nominal.dieKelvinPerWatt, 0.2),
    sinkJoulePerKelvin: random.around(nominal.sinkJoulePerKelvin, 0.25),
    sinkFactor: random.around(1, 0.12),
    airflow: clogged ? random.between(0.35, 0.6) : random.between(0.9, 1),
  };
}

/** Constants that nobody measured, half off either way: masses, the die's resistance, and the air of the fan. */
export function otherBlade(random: Random, clogged: boolean): BladeParameters {
  const blade = randomBlade(random, clogged);
  return {
    ...blade,
    dieJoulePerKelvin: random.around(nominal.dieJoulePerKelvin, 0.5),
    dieKelvinPerWatt: random.around(nominal.dieKelvinPerWatt, 0.5),
    sinkJoulePerKelvin: random.around(nominal.sinkJoulePerKelvin, 0.5),
    flow: random.around(1, 0.5),
  };
}

/** The nominal table between its points. */
function nominalSinkResistance(duty: number): number {
  if (duty < TURNS_FROM_RATIO / 2) return STANDING_KELVIN_PER_WATT;
  // More air than the nominal fan has: the resistance goes on falling with its logarithm.
  if (duty > 1) return 2.5 - 1.4 * Math.log(duty);
  const index = Math.max(
    1,
    sinkKelvinPerWatt.findIndex(([at]) => duty <= at),
  );
  const [fromDuty, from] = sinkKelvinPerWatt[index - 1]!;
  const [toDuty, to] = sinkKelvinPerWatt[index]!;
  return from + ((to - from) * (duty - fromDuty)) / (toDuty - fromDuty);
}

/** The table in steps of 1/255, so that a simulated year does not search it each second; up to half more than a whole duty. */
const resistanceOfRegister = Float64Array.from({ length: 384 }, (_, register) => nominalSinkResistance(register / 255));

/** K/W from sink to air. */
export function sinkResistance({ sinkFactor, airflow, flow }: BladeParameters, duty: number): number {
  const standing = STANDING_KELVIN_PER_WATT;
  const moved = duty < TURNS_FROM_RATIO ? standing : resistanceOfRegister[Math.round(duty * flow * 255)]!;
  return sinkFactor * (standing - (standing - moved) * airflow);
}

/** Where the die ends up if nothing changes any more. */
export function settledCelsius(blade: BladeParameters, duty: number, watts: number, airCelsius: number): number {
  return airCelsius + watts * (sinkResistance(blade, duty) + blade.dieKelvinPerWatt);
}

/** Moves the temperatures on in place; stable for steps far below the die's 5 seconds. */
export function heat(
  blade: BladeParameters,
  at: BladeTemperatures,
  duty: number,
  watts: number,
  airCelsius: number,
  seconds: number,
): void {
  const toSink = (at.dieCelsius - at.sinkCelsius) / blade.dieKelvinPerWatt;
  const toAir = (at.sinkCelsius - airCelsius) / sinkResistance(blade, duty);
  at.dieCelsius += ((watts - toSink) * seconds) / blade.dieJoulePerKelvin;
  at.sinkCelsius += ((toSink - toAir) * seconds) / blade.sinkJoulePerKelvin;
}

/** dB(A) of one 40 mm fan beside the blade; a standing fan is taken as 0. */
export const noiseDba = (duty: number): number => noiseDecibels(undefined, duty);
