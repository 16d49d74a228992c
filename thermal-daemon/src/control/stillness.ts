import { DIE_KELVIN_PER_WATT, outlook, sinkCelsiusThen, sinkKelvinPerWatt, type Heat } from './heat-model';
import type { ControlSettings } from './settings';

/** What moves a temperature. */
export interface Circumstances {
  /** What the fan has been doing since the step before. */
  readonly dutyRatio: number;
  /** Heat as the load suggests; undefined: the node does not tell. */
  readonly loadWatts: number | undefined;
  readonly nowMs: number;
}

/** A reading that keeps its value, and what has changed meanwhile. */
export interface Stillness {
  readonly sinceMs: number;
  readonly atMs: number;
  /** The load's heat as the die feels it, which takes seconds. */
  readonly feltWatts: number;
  /** The blade as it was then, taken to be at rest, and where its sink must be now. */
  readonly then: Heat;
  readonly nowSinkCelsius: number;
  /** Since when the reading must have moved. */
  readonly elsewhereSinceMs: number | undefined;
  readonly stuck: false | Suspicion;
  /** What is allowed, as a multiple of the limits: doubles with each false alarm of its kind. */
  readonly leniency: Readonly<Record<Suspicion, number>>;
}

/** It has rested too long, or should have moved with load or duty. */
type Suspicion = 'rest' | 'elsewhere';

/** Where the load is not known, or before it is: an average of idle and busy. */
const USUAL_WATTS = 4;
/** Four steps of the converter: the model may be wrong by three quarters and the reading would still have moved. */
const ELSEWHERE_CELSIUS = 2;
const ELSEWHERE_SECONDS = 6;
const DIE_SECONDS = 6;
/** False alarms double what is allowed, up to these factors of the limits. */
const MOST_LENIENT = { rest: 32, elsewhere: 4 };
const strict = Object.freeze({ rest: 1, elsewhere: 1 });

/**
 * The reading has taken a new value. A sensor that was called stuck and was not is a quiet one, or its blade is not as
 * the model says: it is allowed twice as much from now on, which costs a handful of false alarms and not one each night.
 */
export function moved(before: Stillness | undefined, tempCelsius: number, now: Circumstances): Stillness {
  const feltWatts = before ? felt(before, now) : (now.loadWatts ?? USUAL_WATTS);
  const sinkCelsius = tempCelsius - DIE_KELVIN_PER_WATT * feltWatts;
  return {
    sinceMs: now.nowMs,
    atMs: now.nowMs,
    feltWatts,
    then: {
      sinkCelsius,
      watts: feltWatts,
      airCelsius: sinkCelsius - feltWatts * sinkKelvinPerWatt(now.dutyRatio),
    },
    nowSinkCelsius: sinkCelsius,
    elsewhereSinceMs: undefined,
    stuck: false,
    leniency: before ? afterAlarm(before) : strict,
  };
}

/**
 * One more step with the same value. It is stuck when load or duty have changed so much that the reading must have
 * moved, and when it has rested for longer than this sensor does. Only a new value ends that.
 */
export function still(
  before: Stillness,
  now: Circumstances,
  { stuckSeconds, nearProcessor }: Pick<ControlSettings['sensor'], 'stuckSeconds' | 'nearProcessor'>,
): Stillness {
  const { nowMs, dutyRatio } = now;
  const seconds = Math.max(nowMs - before.atMs, 0) / 1000;
  const feltWatts = felt(before, now);
  const sink = { ...before.then, sinkCelsius: before.nowSinkCelsius };
  const nowSinkCelsius = sinkCelsiusThen(sink, feltWatts, outlook(dutyRatio, seconds));
  const { then, leniency } = before;
  const away = nowSinkCelsius - then.sinkCelsius + DIE_KELVIN_PER_WATT * (feltWatts - then.watts);
  const isElsewhere = Math.abs(away) >= ELSEWHERE_CELSIUS * leniency.elsewhere;
  const elsewhereSinceMs = isElsewhere && nearProcessor ? (before.elsewhereSinceMs ?? nowMs) : undefined;
  const elsewhere = elsewhereSinceMs !== undefined && nowMs - elsewhereSinceMs >= ELSEWHERE_SECONDS * 1000;
  const tooStill = nowMs - before.sinceMs >= stuckSeconds * leniency.rest * 1000;
  return {
    ...before,
    atMs: nowMs,
    feltWatts,
    nowSinkCelsius,
    elsewhereSinceMs,
    stuck: before.stuck || (elsewhere && 'elsewhere') || (tooStill && 'rest'),
  };
}

function afterAlarm({ stuck, leniency }: Stillness): Stillness['leniency'] {
  return stuck ? { ...leniency, [stuck]: Math.min(leniency[stuck] * 2, MOST_LENIENT[stuck]) } : leniency;
}

function felt({ feltWatts, atMs }: Stillness, { loadWatts, nowMs }: Circumstances): number {
  if (loadWatts === undefined) return feltWatts;
  return feltWatts + (loadWatts - feltWatts) * (1 - Math.exp(-Math.max(nowMs - atMs, 0) / 1000 / DIE_SECONDS));
}

/** When the clock went back, moments that are still to come mean nothing. */
export function noLaterThan(stillness: Stillness, nowMs: number): Stillness {
  const { sinceMs, elsewhereSinceMs } = stillness;
  return {
    ...stillness,
    sinceMs: Math.min(sinceMs, nowMs),
    atMs: nowMs,
    elsewhereSinceMs: elsewhereSinceMs === undefined ? undefined : Math.min(elsewhereSinceMs, nowMs),
  };
}
