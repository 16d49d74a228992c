import {
  heat,
  noiseDba,
  otherBlade,
  randomBlade,
  settledCelsius,
  type BladeParameters,
  type BladeTemperatures,
} from './blade';
import type { Contender } from './contenders';
import { THROTTLES_FROM_CELSIUS } from './excess';
import { randomLoad, type Scenario } from './load';
import { Random } from './random';

export const STEP_SECONDS = 2;
/** A CM4's sensor: one step of its converter, and noise of about half of it. */
const SENSOR_STEP_CELSIUS = 0.487;
const SENSOR_NOISE_CELSIUS = 0.25;
const BLADES_PER_CHASSIS = 20;
/** How warm each watt of the average blade makes the air that all of them breathe. */
const SHARED_AIR_KELVIN_PER_WATT = 0.6;
const FLOOR_DUTY = 0.2;
/** A band is possible where some constant duty would settle in it, at the load of the last ten minutes. */
const LOAD_MEMORY_SECONDS = 600;

export interface Track {
  readonly tempCelsius: number[];
  readonly duty: number[];
}

export interface Result {
  readonly contender: Contender;
  readonly scenario: string;
  readonly hours: number;
  readonly possibleSteps: number;
  readonly inBandSteps: number;
  readonly peakCelsius: number;
  readonly changes: number;
  readonly starts: number;
  /** Sum over steps of dB(A), and of sound power relative to 0 dB(A). */
  readonly dbaSum: number;
  readonly soundPowerSum: number;
  readonly steps: number;
  /** Steps above 80 °C in a heat that a fan at full speed throughout would have kept below. */
  readonly needlessSteps: number;
  /** Steps above 80 °C in a heat that full speed throughout would only have reached later. */
  readonly earlySteps: number;
}

export interface Trace {
  readonly blade: BladeParameters;
  readonly watts: Float32Array;
  readonly airCelsius: Float32Array;
  /** 1 where the band can be held. */
  readonly possible: Uint8Array;
  readonly fullSpeedCelsius: Float32Array;
  /** The hottest that full speed would have been within HEAT_SECONDS before and after each step. */
  readonly fullSpeedPeakCelsius: Float32Array;
  readonly sensorSeed: number;
  readonly sensorNoiseCelsius: number;
}

/** The blades of one chassis breathe the same air: their loads are drawn together. */
export function chassis(seed: number, scenario: Scenario, days: number): Trace[] {
  const random = new Random(seed);
  const steps = Math.round((days * 86400) / STEP_SECONDS);
  // What begins in the last minutes is judged by where it ends, so the load goes on for one heat beyond them.
  const stepsAndHeat = steps + HEAT_SECONDS / STEP_SECONDS;
  const blades = Array.from({ length: BLADES_PER_CHASSIS }, () =>
    (scenario.otherConstants ? otherBlade : randomBlade)(random, random.next() < scenario.cloggedShare),
  );
  const loads = blades.map(() => randomLoad(random, scenario.mix, stepsAndHeat, STEP_SECONDS));
  const air = sharedAir(random, scenario, loads, stepsAndHeat);
  return blades.map((blade, index) => {
    const watts = loads[index]!;
    const fullSpeedCelsius = atFullSpeed(blade, watts, air);
    return {
      blade,
      watts: watts.subarray(0, steps),
      airCelsius: air.subarray(0, steps),
      possible: whereBandIsPossible(blade, watts, air).subarray(0, steps),
      fullSpeedCelsius: fullSpeedCelsius.subarray(0, steps),
      fullSpeedPeakCelsius: slidingPeak(fullSpeedCelsius, HEAT_SECONDS / STEP_SECONDS).subarray(0, steps),
      sensorSeed: seed * 1000 + index,
      sensorNoiseCelsius: scenario.otherConstants ? random.around(SENSOR_NOISE_CELSIUS, 0.5) : SENSOR_NOISE_CELSIUS,
    };
  });
}

function sharedAir(random: Random, scenario: Scenario, loads: readonly Float32Array[], steps: number): Float32Array {
  const base = random.between(...scenario.roomCelsius);
  const phase = random.between(0, 2 * Math.PI);
  const swing = random.between(0.5, 2.5);
  const air = new Float32Array(steps);
  let smoothed = 0;
  for (let at = 0; at < steps; at += 1) {
    let sum = 0;
    for (const load of loads) sum += load[at]!;
    smoothed += (sum / loads.length - smoothed) * (STEP_SECONDS / 120);
    const daily = swing * Math.sin((2 * Math.PI * at * STEP_SECONDS) / 86400 + phase);
    air[at] = base + daily + SHARED_AIR_KELVIN_PER_WATT * smoothed;
  }
  return air;
}

function whereBandIsPossible(blade: BladeParameters, watts: Float32Array, air: Float32Array): Uint8Array {
  const possible = new Uint8Array(watts.length);
  let load = watts[0]!;
  for (let at = 0; at < watts.length; at += 1) {
    load += (watts[at]! - load) * (STEP_SECONDS / LOAD_MEMORY_SECONDS);
    const [standing, slowest, fastest] = [0, FLOOR_DUTY, 1].map((duty) => settledCelsius(blade, duty, load, air[at]!));
    // From the floor up every temperature between the two ends can be had; standing is a point of its own.
    possible[at] = isInBand(standing!) || (slowest! >= BAND.low && fastest! <= BAND.high) ? 1 : 0;
  }
  return possible;
}

const BAND = { low: 50, high: 60 };
export const isInBand = (tempCelsius: number) => tempCelsius >= BAND.low && tempCelsius <= BAND.high;

const SUBSTEPS = 2;

/** Moves the temperatures on by one control step, in place. */
export function heatOneStep(
  blade: BladeParameters,
  at: BladeTemperatures,
  duty: number,
  watts: number,
  airCelsius: number,
): void {
  for (let sub = 0; sub < SUBSTEPS; sub += 1) heat(blade, at, duty, watts, airCelsius, STEP_SECONDS / SUBSTEPS);
}

function atFullSpeed(blade: BladeParameters, watts: Float32Array, air: Float32Array): Float32Array {
  const temps = new Float32Array(watts.length);
  const at = settledStart(blade, watts, air);
  for (let step = 0; step < watts.length; step += 1) {
    heatOneStep(blade, at, 1, watts[step]!, air[step]!);
    temps[step] = at.dieCelsius;
  }
  return temps;
}

/** One heat: several time constants of a sink under full speed. */
const HEAT_SECONDS = 900;

/** Maximum over a window of `reach` steps to both sides, each element entering and leaving a queue once. */
function slidingPeak(values: Float32Array, reach: number): Float32Array {
  const peaks = new Float32Array(values.length);
  const queue = new Int32Array(values.length);
  let [head, tail] = [0, 0];
  for (let entering = 0, at = 0; at < values.length; at += 1) {
    for (; entering < values.length && entering <= at + reach; entering += 1) {
      while (tail > head && values[queue[tail - 1]!]! <= values[entering]!) tail -= 1;
      queue[tail] = entering;
      tail += 1;
    }
    while (queue[head]! < at - reach) head += 1;
    peaks[at] = values[queue[head]!]!;
  }
  return peaks;
}

/** Every run begins with a blade that has idled under full speed. */
export const settledStart = (blade: BladeParameters, watts: Float32Array, air: Float32Array) => {
  const dieCelsius = settledCelsius(blade, 1, watts[0]!, air[0]!);
  return { dieCelsius, sinkCelsius: dieCelsius - watts[0]! * blade.dieKelvinPerWatt };
};

const noiseTable = Float64Array.from(
  { length: 65_521 },
  (() => {
    const random = new Random(1);
    return () => random.gaussian(1);
  })(),
);

/** The same seed gives every contender the same noise. */
export class Sensor {
  constructor(
    private at: number,
    private readonly noiseCelsius = SENSOR_NOISE_CELSIUS,
  ) {}

  read(tempCelsius: number): number {
    this.at = (this.at + 1) % noiseTable.length;
    const noisy = tempCelsius + this.noiseCelsius * noiseTable[this.at]!;
    return Math.round(noisy / SENSOR_STEP_CELSIUS) * SENSOR_STEP_CELSIUS;
  }
}

/** One contender on one trace. `track` receives every temperature and duty, for plots. */
export function run(contender: Contender, trace: Trace, scenario: string, track?: Track): Result {
  const { blade, watts, airCelsius, possible, fullSpeedCelsius, fullSpeedPeakCelsius } = trace;
  const sensor = new Sensor(trace.sensorSeed, trace.sensorNoiseCelsius);
  const control = contender.start();
  const at = settledStart(blade, watts, airCelsius);
  const sum = { possibleSteps: 0, inBandSteps: 0, peakCelsius: -Infinity, changes: 0, starts: 0 };
  const noise = { dbaSum: 0, soundPowerSum: 0 };
  const needless = { needlessSteps: 0, earlySteps: 0 };
  let duty = 0;
  for (let step = 0; step < watts.length; step += 1) {
    const before = duty;
    duty = control(sensor.read(at.dieCelsius), step * STEP_SECONDS * 1000);
    if (step > 0 && duty !== before) {
      sum.changes += 1;
      if (before === 0) sum.starts += 1;
    }
    heatOneStep(blade, at, duty, watts[step]!, airCelsius[step]!);
    if (possible[step]) {
      sum.possibleSteps += 1;
      if (isInBand(at.dieCelsius)) sum.inBandSteps += 1;
    }
    if (at.dieCelsius > sum.peakCelsius) sum.peakCelsius = at.dieCelsius;
    if (at.dieCelsius > THROTTLES_FROM_CELSIUS) {
      if (fullSpeedPeakCelsius[step]! <= THROTTLES_FROM_CELSIUS) needless.needlessSteps += 1;
      else if (fullSpeedCelsius[step]! <= THROTTLES_FROM_CELSIUS) needless.earlySteps += 1;
    }
    const dba = noiseDba(duty);
    noise.dbaSum += dba;
    noise.soundPowerSum += duty > 0 ? 10 ** (dba / 10) : 0;
    track?.tempCelsius.push(at.dieCelsius);
    track?.duty.push(duty);
  }
  const hours = (watts.length * STEP_SECONDS) / 3600;
  return { contender, scenario, hours, steps: watts.length, ...sum, ...noise, ...needless };
}
