import type { BandWeights } from '../../src/control/band-weights';
import { Random } from '../random';
import type { Summary } from '../summary';
import { judge, withWeights, type Field } from './field';
import { numbersOf, turned } from './knobs';

/** What a change an hour and a decibel are worth, in points of the time in the band. */
export interface Prices {
  readonly ofChangePerHour: number;
  readonly ofDecibel: number;
}

/** A minute above 80 °C that full speed would have prevented outweighs whatever else is gained. */
const POINTS_PER_NEEDLESS_MINUTE = 5;

export const worth = (summary: Summary, { ofChangePerHour, ofDecibel }: Prices): number =>
  summary.inBandShare * 100 -
  ofChangePerHour * summary.changesPerHour -
  ofDecibel * summary.meanDba -
  POINTS_PER_NEEDLESS_MINUTE * summary.needlessMinutes;

export interface Found {
  readonly weights: BandWeights;
  readonly summary: Summary;
  readonly worth: number;
}

/**
 * Climbs: turns one or two numbers at random, and keeps what is better. A turn that helped is tried once more.
 * @returns the best so far after each try; `tries` of them
 */
export function* search(
  start: BandWeights,
  field: Field,
  prices: Prices,
  { seed, tries }: { readonly seed: number; readonly tries: number },
): Generator<Found> {
  const random = new Random(seed);
  const knobs = [...numbersOf(start).keys()];
  const first = judge(field, withWeights('search', start));
  let best: Found = { weights: start, summary: first, worth: worth(first, prices) };
  let again: ReadonlyMap<string, number> | undefined;
  for (let tried = 0; tried < tries; tried += 1) {
    const factors =
      again ??
      new Map(
        Array.from({ length: 1 + Math.floor(random.next() * 2) }, () => [
          random.pick(knobs),
          Math.exp(random.gaussian(0.4)),
        ]),
      );
    again = undefined;
    const weights = turned(best.weights, factors);
    const summary = judge(field, withWeights('search', weights));
    const found = { weights, summary, worth: worth(summary, prices) };
    if (found.worth > best.worth) {
      best = found;
      again = factors;
    }
    yield best;
  }
}
