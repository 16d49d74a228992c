import type { BandWeights } from './band-weights';
import { dutiesFrom, LEAST_STEP_RATIO } from './duties';
import { momentsAhead, type Moment } from './foresight';
import type { HeatEstimate } from './heat-estimate';
import { dieCelsius, dieCelsiusThen, outlook, type Outlook } from './heat-model';
import { changed, type Law, type LawOutcome, type LawState, type LawView } from './law';
import { noiseDecibels, usualFan } from './noise';
import { judgeReach, withinReach, type Reach } from './out-of-reach';
import type { ControlSettings } from './settings';

/** The band is about to be left when it will be within this time. */
const SOON_SECONDS = 60;
const STAYS_TOO_WARM = { celsius: 1, seconds: 250 };

/**
 * Holds the band with few changes and little noise: weighs each duty by what the near future would cost with it, time
 * outside the band and decibels, and moves only when another is worth the change. The duty itself is the integral and
 * never leaves 0 to 1, so nothing can wind up.
 */
export function bandLaw(
  { band, fan, limitCelsius }: Pick<ControlSettings, 'band' | 'fan' | 'limitCelsius'>,
  weights: BandWeights,
): Law {
  const moments = momentsAhead(weights.foresightSeconds);
  const running = dutiesFrom(fan.floorRatio).map((dutyRatio) => optionOf(dutyRatio, moments));
  const standing = optionOf(0, moments);
  const any = fan.neverStop ? running : [standing, ...running];
  /** The duty below full speed; a fan whose floor is full speed has none. */
  const nextToFull = running.at(-2)?.dutyRatio;

  /** Time outside the band in the near future, as a share, and the noise on the way. */
  const costOf = ({ moments, decibels }: Option, heat: HeatEstimate): number => {
    let cost = weights.costPerDecibel * decibels;
    for (const { view, weight } of moments) {
      const celsius = dieCelsiusThen(heat, heat.lastingWatts, view);
      const below = band.lowCelsius + weights.spareCelsius.low - celsius;
      const above = celsius - band.highCelsius + weights.spareCelsius.high;
      const outside = Math.max(below, above, 0);
      cost += weight * (Math.min(outside / weights.outsideCelsius, 1) + weights.costPerCelsius * outside);
    }
    return cost;
  };

  /** What the minimum times leave to choose from. */
  const inTime = (dutyRatio: number, { fastCelsius, sinceSwitchSeconds }: LawView): readonly Option[] => {
    if (dutyRatio > 0) return sinceSwitchSeconds < fan.minOnSeconds ? running : any;
    const stays = sinceSwitchSeconds < fan.minOffSeconds && fastCelsius <= band.highCelsius;
    return stays ? [standing] : any;
  };
  const allowed = ({ dutyRatio, reach }: LawState, view: LawView): readonly Option[] =>
    reach.givenUp ? inTime(dutyRatio, view).filter((option) => option.dutyRatio < 1) : inTime(dutyRatio, view);

  const bestFor = (state: LawState, view: LawView): number => {
    const { dutyRatio } = state;
    const present = any.find((option) => option.dutyRatio === dutyRatio) ?? optionOf(dutyRatio, moments);
    let best = { dutyRatio, cost: costOf(present, view.heat) - weights.costOfChange };
    for (const option of allowed(state, view)) {
      const switches = dutyRatio > 0 !== option.dutyRatio > 0;
      const cost = costOf(option, view.heat) + (switches ? weights.costOfSwitch : 0);
      if (cost < best.cost) best = { dutyRatio: option.dutyRatio, cost };
    }
    return best.dutyRatio;
  };

  /** A model may be wrong: a blade that stays too warm gets more air, whatever is expected of it. */
  const leastFor = (state: LawState, view: LawView): number => {
    const { dutyRatio, changedAtMs } = state;
    const tooLong = view.nowMs - changedAtMs >= STAYS_TOO_WARM.seconds * 1000;
    if (!tooLong || view.slowCelsius <= band.highCelsius + STAYS_TOO_WARM.celsius) return 0;
    const more = allowed(state, view).find((option) => option.dutyRatio > dutyRatio * LEAST_STEP_RATIO);
    return more?.dutyRatio ?? dutyRatio;
  };

  const reachOf = (state: LawState, view: LawView): Reach =>
    nextToFull === undefined
      ? withinReach
      : judgeReach({ band, limitCelsius }, { vainSeconds: weights.vainSeconds, nextRatio: nextToFull }, state, view);

  /** Whether the band is left soon, or already, by keeping the duty. */
  const leaves = (side: 'hot' | 'cool', dutyRatio: number, { heat }: LawView): boolean => {
    const now = dieCelsius(heat);
    const soon = dieCelsiusThen(heat, heat.watts, outlook(dutyRatio, SOON_SECONDS));
    return side === 'hot' ? Math.max(now, soon) > band.highCelsius : Math.min(now, soon) < band.lowCelsius;
  };

  const decide = (state: LawState, view: LawView): LawOutcome => {
    const { dutyRatio, changedAtMs, reach } = state;
    if (reach.givenUp && dutyRatio === 1 && nextToFull !== undefined) {
      return { state: { ...changed(nextToFull, view.nowMs), reach }, reason: 'out-of-reach' };
    }
    const least = leastFor(state, view);
    const best = Math.max(bestFor(state, view), least);
    if (best === dutyRatio) return { state: withoutWish(state), reason: 'hold' };
    const rises = best > dutyRatio;
    const urgent = least > dutyRatio || leaves(rises ? 'hot' : 'cool', dutyRatio, view);
    const apart = weights.apartSeconds[!urgent ? 'patient' : rises ? 'rise' : 'fall'];
    const lasts = weights.wishSeconds[dutyRatio === 0 ? 'start' : best === 0 ? 'stop' : rises ? 'rise' : 'fall'];
    const wishedSinceMs = state.wishedSinceMs ?? view.nowMs;
    const waited = view.nowMs - changedAtMs >= apart * 1000 && view.nowMs - wishedSinceMs >= lasts * 1000;
    if (!waited) return { state: { ...state, wishedSinceMs }, reason: 'hold' };
    return {
      state: { ...changed(best, view.nowMs), reach },
      reason: rises ? 'too-warm' : urgent ? 'too-cool' : 'quieter',
    };
  };

  return {
    start: ({ nowMs }, dutyRatio) => changed(Math.max(dutyRatio, any[0]!.dutyRatio), nowMs),
    next: (state, view) => decide(withReach(state, reachOf(state, view)), view),
  };
}

const withReach = (state: LawState, reach: Reach): LawState => (reach === state.reach ? state : { ...state, reach });

const withoutWish = (state: LawState): LawState =>
  state.wishedSinceMs === undefined ? state : { ...state, wishedSinceMs: undefined };

/** A duty that may be chosen, with all of it that does not depend on the moment. */
interface Option {
  readonly dutyRatio: number;
  readonly decibels: number;
  readonly moments: readonly { readonly view: Outlook; readonly weight: number }[];
}

const optionOf = (dutyRatio: number, moments: readonly Moment[]): Option => ({
  dutyRatio,
  decibels: noiseDecibels(usualFan, undefined, dutyRatio),
  moments: moments.map(({ seconds, weight }) => ({ view: outlook(dutyRatio, seconds), weight })),
});
