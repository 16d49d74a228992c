import { bandWeights } from '../../src/control/band-weights';
import { ourBand, pid } from '../contenders';
import { scenarios } from '../load';
import { chassis, run } from '../race';
import { summarise } from '../summary';
import { clairvoyant } from './clairvoyant';
import { fieldOf, judge, withWeights } from './field';
import { numbersOf, turned } from './knobs';
import { search, worth, type Prices } from './search';

const prices: Prices = { ofChangePerHour: 0.15, ofDecibel: 0.4 };

describe('the knobs of the weights', () => {
  it('are all of their numbers, by path', () => {
    const numbers = numbersOf(bandWeights);
    expect(numbers.get('foresightSeconds')).toBe(bandWeights.foresightSeconds);
    expect(numbers.get('wishSeconds.stop')).toBe(bandWeights.wishSeconds.stop);
    expect([...numbers.values()].every(Number.isFinite)).toBe(true);
  });

  it('turn by themselves', () => {
    const factors = new Map([
      ['costOfChange', 2],
      ['apartSeconds.fall', 0.5],
    ]);
    expect(turned(bandWeights, factors)).toEqual({
      ...bandWeights,
      costOfChange: bandWeights.costOfChange * 2,
      apartSeconds: { ...bandWeights.apartSeconds, fall: bandWeights.apartSeconds.fall / 2 },
    });
    expect(turned(bandWeights, new Map())).toEqual(bandWeights);
  });
});

describe('the search', () => {
  const field = fieldOf(321, 1, 0.05);

  it('begins with the weights it was given, judged as the race judges the law', () => {
    expect(judge(field, withWeights('same', bandWeights))).toMatchObject({
      inBandShare: judge(field, ourBand).inBandShare,
      changesPerHour: judge(field, ourBand).changesPerHour,
    });
  });

  it('never gets worse, and finds its way back from weights that are plainly bad', () => {
    const bad = turned(bandWeights, new Map([['costOfChange', 20]]));
    const start = worth(judge(field, withWeights('bad', bad)), prices);
    const found = [...search(bad, field, prices, { seed: 1, tries: 8 })].map((one) => one.worth);
    expect([...found].sort((one, other) => one - other)).toEqual(found);
    expect(found.at(-1)).toBeGreaterThan(start);
  });

  it('is the same search with the same seed', () => {
    const few = () => [...search(bandWeights, field, prices, { seed: 5, tries: 3 })].map(({ weights }) => weights);
    expect(few()).toEqual(few());
  });
});

describe('full foresight', () => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s: is worth more than any law at its own prices',
    (_name, scenario) => {
      const trace = chassis(77, scenario, 0.1)[2]!;
      const worthOf = (start: typeof ourBand.start) =>
        worth(summarise(ourBand, [run({ ...ourBand, start }, trace, scenario.name)]), prices);
      const best = worthOf(clairvoyant(trace, prices));
      // Ten seconds between decisions and cells of a fifth of a kelvin may cost it as much.
      expect(best).toBeGreaterThan(worthOf(() => ourBand.start()) - 0.3);
      expect(best).toBeGreaterThan(worthOf(() => pid.start()));
    },
  );
});
