import type { HeatEstimate } from './heat-estimate';
import { dieCelsius, dieCelsiusThen, outlook, type Outlook } from './heat-model';
import { changed, type Law, type LawState, type LawView } from './law';
import { noiseDecibels, usualFan } from './noise';
import type { ControlSettings } from './settings';

/** Air goes with the logarithm of the duty, so duties are a ratio apart: finer ones are inaudible, and each is a change. */
const NEXT_DUTY_RATIO = 1.3;
const LEAST_STEP_RATIO = 1.1;

/** A duty is judged by these moments of the near future; the later, the likelier that the load has changed by then. */
const FORESIGHT_SECONDS = 110;
const MOMENTS = weighted([15, 45, 90, 150, 240, 360, 540]);
/** Outside the band by this much a moment costs all of its weight, and somewhat more for each kelvin, */
const OUTSIDE_CELSIUS = 0.75;
/** so that a blade that cannot be brought back is at least brought nearer. */
const COST_PER_CELSIUS = 0.4;
/** What is within the band by less than this counts as outside: no estimate is better, and bursts only go upwards. */
const SPARE_CELSIUS = { low: 0.2, high: 1 };
const COST_PER_DECIBEL = 0.015;
/** Another duty must be better by this much, a start or a stop by more: those are heard most. */
const COST_OF_CHANGE = 0.06;
const COST_OF_SWITCH = 0.12;

/** A wish must last, or it was a burst. */
const WISH_SECONDS = { rise: 12, fall: 20, start: 16, stop: 8 };
/** The band is about to be left when it will be within this time. */
const SOON_SECONDS = 60;
const STAYS_TOO_WARM_CELSIUS = 1;
/** Between two changes while the band is about to be left, and where another duty would merely be better. */
const APART_SECONDS = { rise: 8, fall: 30, patient: 250 };

/**
 * Holds the band with few changes and little noise: weighs each duty by what the near future would cost with it, time
 * outside the band and decibels, and moves only when another is worth the change. The duty itself is the integral and
 * never leaves 0 to 1, so nothing can wind up. The numbers come from `npm run sim` (docs/thermal.md).
 */
export function bandLaw({ band, fan }: Pick<ControlSettings, 'band' | 'fan'>): Law {
  const running = dutiesFrom(fan.floorRatio).map(optionOf);
  const standing = optionOf(0);
  const any = fan.neverStop ? running : [standing, ...running];

  /** Time outside the band in the near future, as a share, and the noise on the way. */
  const costOf = ({ moments, decibels }: Option, heat: HeatEstimate): number => {
    let cost = COST_PER_DECIBEL * decibels;
    for (const { view, weight } of moments) {
      const celsius = dieCelsiusThen(heat, heat.lastingWatts, view);
      const below = band.lowCelsius + SPARE_CELSIUS.low - celsius;
      const above = celsius - band.highCelsius + SPARE_CELSIUS.high;
      const outside = Math.max(below, above, 0);
      cost += weight * (Math.min(outside / OUTSIDE_CELSIUS, 1) + COST_PER_CELSIUS * outside);
    }
    return cost;
  };

  /** What the minimum times leave to choose from. */
  const allowed = (dutyRatio: number, { fastCelsius, sinceSwitchSeconds }: LawView): readonly Option[] => {
    if (dutyRatio > 0) return sinceSwitchSeconds < fan.minOnSeconds ? running : any;
    const stays = sinceSwitchSeconds < fan.minOffSeconds && fastCelsius <= band.highCelsius;
    return stays ? [standing] : any;
  };

  const bestFor = (dutyRatio: number, view: LawView): number => {
    const present = any.find((option) => option.dutyRatio === dutyRatio) ?? optionOf(dutyRatio);
    let best = { dutyRatio, cost: costOf(present, view.heat) - COST_OF_CHANGE };
    for (const option of allowed(dutyRatio, view)) {
      const switches = dutyRatio > 0 !== option.dutyRatio > 0;
      const cost = costOf(option, view.heat) + (switches ? COST_OF_SWITCH : 0);
      if (cost < best.cost) best = { dutyRatio: option.dutyRatio, cost };
    }
    return best.dutyRatio;
  };

  /** A model may be wrong: a blade that stays too warm gets more air, whatever is expected of it. */
  const leastFor = ({ dutyRatio, changedAtMs }: LawState, { slowCelsius, nowMs }: LawView): number => {
    const tooLong = nowMs - changedAtMs >= APART_SECONDS.patient * 1000;
    if (!tooLong || slowCelsius <= band.highCelsius + STAYS_TOO_WARM_CELSIUS) return 0;
    return running.find((option) => option.dutyRatio > dutyRatio * LEAST_STEP_RATIO)?.dutyRatio ?? dutyRatio;
  };

  /** Whether the band is left soon, or already, by keeping the duty. */
  const leaves = (side: 'hot' | 'cool', dutyRatio: number, { heat }: LawView): boolean => {
    const now = dieCelsius(heat);
    const soon = dieCelsiusThen(heat, heat.watts, outlook(dutyRatio, SOON_SECONDS));
    return side === 'hot' ? Math.max(now, soon) > band.highCelsius : Math.min(now, soon) < band.lowCelsius;
  };

  return {
    start: ({ nowMs }, dutyRatio) => changed(Math.max(dutyRatio, any[0]!.dutyRatio), nowMs),
    next: (state, view) => {
      const best = Math.max(bestFor(state.dutyRatio, view), leastFor(state, view));
      if (best === state.dutyRatio) return { state: withoutWish(state), reason: 'hold' };
      const rises = best > state.dutyRatio;
      const urgent = leaves(rises ? 'hot' : 'cool', state.dutyRatio, view);
      const apart = APART_SECONDS[!urgent ? 'patient' : rises ? 'rise' : 'fall'];
      const lasts = WISH_SECONDS[state.dutyRatio === 0 ? 'start' : best === 0 ? 'stop' : rises ? 'rise' : 'fall'];
      const wishedSinceMs = state.wishedSinceMs ?? view.nowMs;
      const waited = view.nowMs - state.changedAtMs >= apart * 1000 && view.nowMs - wishedSinceMs >= lasts * 1000;
      if (!waited) return { state: { ...state, wishedSinceMs }, reason: 'hold' };
      return { state: changed(best, view.nowMs), reason: rises ? 'too-warm' : urgent ? 'too-cool' : 'quieter' };
    },
  };
}

const withoutWish = (state: LawState): LawState =>
  state.wishedSinceMs === undefined ? state : { ...state, wishedSinceMs: undefined };

/** A duty that may be chosen, with all of it that does not depend on the moment. */
interface Option {
  readonly dutyRatio: number;
  readonly decibels: number;
  readonly moments: readonly { readonly view: Outlook; readonly weight: number }[];
}

const optionOf = (dutyRatio: number): Option => ({
  dutyRatio,
  decibels: noiseDecibels(usualFan, undefined, dutyRatio),
  moments: MOMENTS.map(({ seconds, weight }) => ({ view: outlook(dutyRatio, seconds), weight })),
});

/** The floor and full speed, and duties of equal ratios between them. */
function dutiesFrom(floorRatio: number): readonly number[] {
  const steps = Math.max(Math.floor(Math.log(1 / floorRatio) / Math.log(NEXT_DUTY_RATIO)), 0);
  const above = Array.from({ length: steps }, (_, step) => NEXT_DUTY_RATIO ** (step - steps + 1));
  return above[0] === floorRatio
    ? above
    : [floorRatio, ...above.filter((duty) => duty > floorRatio * LEAST_STEP_RATIO)];
}

/** Each moment stands for the time around it, discounted. */
function weighted(moments: readonly number[]) {
  const raw = moments.map((seconds, index) => {
    const from = index === 0 ? 0 : (seconds + moments[index - 1]!) / 2;
    const to = index === moments.length - 1 ? seconds * 1.2 : (seconds + moments[index + 1]!) / 2;
    return { seconds, weight: (to - from) * Math.exp(-seconds / FORESIGHT_SECONDS) };
  });
  const all = raw.reduce((sum, { weight }) => sum + weight, 0);
  return raw.map(({ seconds, weight }) => ({ seconds, weight: weight / all }));
}
