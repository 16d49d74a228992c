import { DIE_KELVIN_PER_WATT, SINK_JOULE_PER_KELVIN, sinkKelvinPerWatt, type Heat } from './heat-model';

/**
 * What the die's temperature and the duty tell of the three things that nobody measures: a Kalman filter on the model's
 * sink. A quick move of the die is heat, a slow one is the sink's, and what remains is the air. Where a blade strays
 * from the model, heat and air are off by what the model lacks; the temperature that they predict is not.
 */
export interface HeatEstimate extends Heat {
  /** Heat that has lasted: a burst hardly shows in it, its end does. */
  readonly lastingWatts: number;
  readonly atMs: number;
  /** Covariance of sink, watts and air: the upper triangle, row by row. */
  readonly doubt: readonly [number, number, number, number, number, number];
}

/** Before anything is known: a Pi's idle heat in a room, and how far off that may be. */
const FIRST_WATTS = 3;
const FIRST_AIR_CELSIUS = 26;
const FIRST_DOUBT = [4, -1.5, 0, 4, 0, 13] as const;
/** Variance that each second adds: model error of the sink (K²), load (W²), the room (K²). */
const DRIFT = { sink: 2e-4, watts: 0.0165, air: 1.8e-4 };
/** K²: half a converter's step and its noise, and the seconds that the die takes. */
const READING_VARIANCE = 0.12;
const LASTS_AFTER_SECONDS = { rising: 20, falling: 6 };

/** @param dutyRatio what the fan has been doing since the estimate before */
export function observe(
  before: HeatEstimate | undefined,
  tempCelsius: number,
  dutyRatio: number,
  nowMs: number,
): HeatEstimate {
  // Never to be expected; but a law that compares with NaN would hold its duty for ever.
  if (!before || !Number.isFinite(before.sinkCelsius + before.watts + before.airCelsius + before.doubt[3])) {
    return {
      sinkCelsius: tempCelsius - DIE_KELVIN_PER_WATT * FIRST_WATTS,
      watts: FIRST_WATTS,
      airCelsius: FIRST_AIR_CELSIUS,
      lastingWatts: FIRST_WATTS,
      atMs: nowMs,
      doubt: FIRST_DOUBT,
    };
  }
  const seconds = (nowMs - before.atMs) / 1000;
  const [ss, sw, sa, ww, wa, aa] = before.doubt;

  // The sink one step on: sink' = kept · sink + warmed · watts + cooled · air. Heat and air are expected to stay.
  const warmed = seconds / SINK_JOULE_PER_KELVIN;
  const cooled = warmed / sinkKelvinPerWatt(dutyRatio);
  const kept = 1 - cooled;
  const sink = kept * before.sinkCelsius + warmed * before.watts + cooled * before.airCelsius;
  const nextSS = kept * ss + warmed * sw + cooled * sa;
  const nextSW = kept * sw + warmed * ww + cooled * wa;
  const nextSA = kept * sa + warmed * wa + cooled * aa;
  const doubtSS = kept * nextSS + warmed * nextSW + cooled * nextSA + DRIFT.sink * seconds;
  const doubtWW = ww + DRIFT.watts * seconds;
  const doubtAA = aa + DRIFT.air * seconds;

  // The reading is sink + DIE_KELVIN_PER_WATT · watts: what it says beyond that is shared out by how doubtful each is.
  const surprise = tempCelsius - sink - DIE_KELVIN_PER_WATT * before.watts;
  const toSink = doubtSS + DIE_KELVIN_PER_WATT * nextSW;
  const toWatts = nextSW + DIE_KELVIN_PER_WATT * doubtWW;
  const toAir = nextSA + DIE_KELVIN_PER_WATT * wa;
  const all = toSink + DIE_KELVIN_PER_WATT * toWatts + READING_VARIANCE;
  const watts = before.watts + (toWatts / all) * surprise;
  return {
    sinkCelsius: sink + (toSink / all) * surprise,
    watts,
    airCelsius: before.airCelsius + (toAir / all) * surprise,
    lastingWatts: lasting(before.lastingWatts, watts, seconds),
    atMs: nowMs,
    doubt: [
      doubtSS - (toSink * toSink) / all,
      nextSW - (toSink * toWatts) / all,
      nextSA - (toSink * toAir) / all,
      doubtWW - (toWatts * toWatts) / all,
      wa - (toWatts * toAir) / all,
      doubtAA - (toAir * toAir) / all,
    ],
  };
}

function lasting(before: number, watts: number, seconds: number): number {
  const { rising, falling } = LASTS_AFTER_SECONDS;
  return before + (watts - before) * (1 - Math.exp(-seconds / (watts > before ? rising : falling)));
}
