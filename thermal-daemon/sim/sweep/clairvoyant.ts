import { dutiesFrom } from '../../src/control/duties';
import { defaultSettings } from '../../src/control/settings';
import { noiseDba, sinkResistance } from '../blade';
import { fanRegister, type Contender } from '../contenders';
import { heatOneStep, isInBand, settledStart, STEP_SECONDS, type Trace } from '../race';
import type { Prices } from './search';

/** Duties as the band law has them, in the chip's steps. */
const DUTIES = [0, ...dutiesFrom(defaultSettings.fan.floorRatio)].map(fanRegister);
/** Ten seconds between two decisions; temperatures of the sink a fifth of a kelvin apart. */
const STEPS_PER_DECISION = 5;
const SINK_CELSIUS = { from: 20, apart: 0.2, count: 400 };
const { limitCelsius } = defaultSettings;
/** Above the limit each kelvin costs a tenth of a step outside the band: where nothing helps, the coolest is taken. */
const COST_PER_CELSIUS = 0.1;

/**
 * What nobody can be: a law that knows the blade, the air and the load of the whole day, and takes the cheapest of all
 * schedules (dynamic programming over the sink's temperature and the duty). It shows how much of what a law loses is
 * due to the future. It knows no minimum times and no slew, and where the band is impossible it is as quiet as the limit
 * allows.
 */
export function clairvoyant(trace: Trace, prices: Prices): Contender['start'] {
  const schedule = cheapestSchedule(trace, costsOf(trace, prices));
  return () => {
    const { blade, watts, airCelsius } = trace;
    const at = settledStart(blade, watts, airCelsius);
    let chosen: number | undefined;
    return (_tempCelsius, nowMs) => {
      const step = nowMs / 1000 / STEP_SECONDS;
      chosen = schedule(step, at.sinkCelsius, chosen);
      heatOneStep(blade, at, DUTIES[chosen]!, watts[step]!, airCelsius[step]!);
      return DUTIES[chosen]!;
    };
  };
}

interface Costs {
  /** Of one change, in steps outside the band. */
  readonly change: number;
  /** Of one step with each duty. */
  readonly noise: readonly number[];
}

/** Points of the time in the band, an hour and a decibel, as steps outside it. */
function costsOf({ possible, watts }: Trace, { ofChangePerHour, ofDecibel }: Prices): Costs {
  const possibleSteps = possible.reduce((sum, one) => sum + one, 0);
  const stepsPerPoint = possibleSteps / 100;
  const hours = (watts.length * STEP_SECONDS) / 3600;
  return {
    change: (ofChangePerHour * stepsPerPoint) / hours,
    noise: DUTIES.map((duty) => (ofDecibel * stepsPerPoint * noiseDba(duty)) / watts.length),
  };
}

/** Which duty to take at a step, with this sink and the duty so far (both by index of DUTIES). */
type Schedule = (step: number, sinkCelsius: number, before: number | undefined) => number;

function cheapestSchedule(trace: Trace, { change, noise }: Costs): Schedule {
  const { count } = SINK_CELSIUS;
  const decisions = Math.floor(trace.watts.length / STEPS_PER_DECISION);
  const choices = new Uint8Array(decisions * count * DUTIES.length);
  const dieAboveSink = dieAboveSinkOf(trace);
  let later = new Float64Array(count * DUTIES.length);
  const kept = new Float64Array(count * DUTIES.length);
  for (let decision = decisions - 1; decision >= 0; decision -= 1) {
    DUTIES.forEach((_, duty) => ahead(trace, dieAboveSink, decision, duty, noise[duty]!, later, kept));
    const now = new Float64Array(later.length);
    for (let cell = 0; cell < count; cell += 1) {
      let best = 0;
      for (let duty = 1; duty < DUTIES.length; duty += 1) {
        if (kept[duty * count + cell]! < kept[best * count + cell]!) best = duty;
      }
      const changed = kept[best * count + cell]! + change;
      for (let duty = 0; duty < DUTIES.length; duty += 1) {
        const stays = kept[duty * count + cell]! <= changed;
        now[duty * count + cell] = stays ? kept[duty * count + cell]! : changed;
        choices[(decision * count + cell) * DUTIES.length + duty] = stays ? duty : best;
      }
    }
    later = now;
  }
  const standing = 0;
  return (step, sinkCelsius, before) => {
    const decision = Math.min(Math.floor(step / STEPS_PER_DECISION), decisions - 1);
    if (step % STEPS_PER_DECISION !== 0 && before !== undefined) return before;
    const cell = Math.min(Math.max(Math.round(cellOf(sinkCelsius)), 0), count - 1);
    return choices[(decision * count + cell) * DUTIES.length + (before ?? standing)]!;
  };
}

const cellOf = (sinkCelsius: number) => (sinkCelsius - SINK_CELSIUS.from) / SINK_CELSIUS.apart;

/** The die follows its sink within seconds, so its distance depends on the heat alone. */
function dieAboveSinkOf({ blade, watts }: Trace): Float32Array {
  const share = 1 - Math.exp(-STEP_SECONDS / (blade.dieJoulePerKelvin * blade.dieKelvinPerWatt));
  const kelvin = new Float32Array(watts.length);
  let at = watts[0]! * blade.dieKelvinPerWatt;
  for (let step = 0; step < watts.length; step += 1) {
    at += (watts[step]! * blade.dieKelvinPerWatt - at) * share;
    kelvin[step] = at;
  }
  return kelvin;
}

/** Cost from one decision on, with one duty until the next, for each temperature of the sink: written to `kept`. */
function ahead(
  { blade, airCelsius, possible }: Trace,
  dieAboveSink: Float32Array,
  decision: number,
  duty: number,
  noise: number,
  later: Float64Array,
  kept: Float64Array,
): void {
  const { from, apart, count } = SINK_CELSIUS;
  const resistance = sinkResistance(blade, DUTIES[duty]!);
  const first = decision * STEPS_PER_DECISION;
  for (let cell = 0; cell < count; cell += 1) {
    let sink = from + cell * apart;
    let cost = noise * STEPS_PER_DECISION;
    for (let step = first; step < first + STEPS_PER_DECISION; step += 1) {
      const watts = dieAboveSink[step]! / blade.dieKelvinPerWatt;
      sink += ((watts - (sink - airCelsius[step]!) / resistance) * STEP_SECONDS) / blade.sinkJoulePerKelvin;
      const die = sink + dieAboveSink[step]!;
      if (possible[step] && !isInBand(die)) cost += 1;
      if (die > limitCelsius) cost += 1 + COST_PER_CELSIUS * (die - limitCelsius);
    }
    const end = Math.min(Math.max(cellOf(sink), 0), count - 1.001);
    const below = Math.floor(end);
    const at = duty * count + below;
    kept[duty * count + cell] = cost + later[at]! + (later[at + 1]! - later[at]!) * (end - below);
  }
}
