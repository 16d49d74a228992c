import type { ControlSettings } from './settings';

/** What moves a temperature within seconds. */
export interface Circumstances {
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
  /** The same when the reading last took a new value. */
  readonly wattsThen: number;
  /** Since when the reading must have moved. */
  readonly elsewhereSinceMs: number | undefined;
  readonly stuck: false | Suspicion;
  /** What is allowed, as a multiple of the limits: doubles with each false alarm of its kind. */
  readonly leniency: Readonly<Record<Suspicion, number>>;
}

/** It has rested too long, or should have moved with the load. */
type Suspicion = 'rest' | 'elsewhere';

/** Where the load is not known, or before it is: an average of idle and busy. */
const USUAL_WATTS = 4;
/** A die on its heat sink, as assumed (docs/thermal.md, "The model"). */
const DIE_KELVIN_PER_WATT = 2;
/** Four steps of the converter: the die may warm by a quarter of what is assumed and the reading would still have moved. */
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
export function moved(before: Stillness | undefined, now: Circumstances): Stillness {
  const feltWatts = before ? felt(before, now) : (now.loadWatts ?? USUAL_WATTS);
  return {
    sinceMs: now.nowMs,
    atMs: now.nowMs,
    feltWatts,
    wattsThen: feltWatts,
    elsewhereSinceMs: undefined,
    stuck: false,
    leniency: before ? afterAlarm(before) : strict,
  };
}

/**
 * One more step with the same value. It is stuck when the load has changed so much that the reading must have moved,
 * and when it has rested for longer than this sensor does. Only a new value ends that.
 */
export function still(
  before: Stillness,
  now: Circumstances,
  { stuckSeconds, nearProcessor }: Pick<ControlSettings['sensor'], 'stuckSeconds' | 'nearProcessor'>,
): Stillness {
  const { nowMs } = now;
  const { leniency } = before;
  const feltWatts = felt(before, now);
  const away = DIE_KELVIN_PER_WATT * Math.abs(feltWatts - before.wattsThen);
  const isElsewhere = away >= ELSEWHERE_CELSIUS * leniency.elsewhere;
  const elsewhereSinceMs = isElsewhere && nearProcessor ? (before.elsewhereSinceMs ?? nowMs) : undefined;
  const elsewhere = elsewhereSinceMs !== undefined && nowMs - elsewhereSinceMs >= ELSEWHERE_SECONDS * 1000;
  const tooStill = nowMs - before.sinceMs >= stuckSeconds * leniency.rest * 1000;
  return {
    ...before,
    atMs: nowMs,
    feltWatts,
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
