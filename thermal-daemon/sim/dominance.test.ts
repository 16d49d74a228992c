import { ourBand, ourCalmBand, pid, stepWithHysteresis } from './contenders';
import { compare, dominates, undominated } from './dominance';
import type { Summary } from './summary';

const usual: Summary = {
  contender: ourBand,
  possibleShare: 1,
  inBandShare: 0.96,
  peakCelsius: 80,
  changesPerHour: 5,
  worstChangesPerHour: 9,
  startsPerHour: 1,
  meanDba: 5,
  equivalentDba: 9,
  needlessMinutes: 0,
  earlyMinutes: 0,
  bladeDays: 1,
};

describe('one law against another', () => {
  it.each<[string, Partial<Summary>, string[], string[]]>([
    ['is level with its equal', {}, [], []],
    ['is level with what the report prints alike', { inBandShare: 0.9601, meanDba: 5.01, peakCelsius: 80.04 }, [], []],
    ['is ahead with more time in the band', { inBandShare: 0.95 }, ['time in the band'], []],
    ['is behind with less', { inBandShare: 0.97 }, [], ['time in the band']],
    ['is ahead with a lower peak', { peakCelsius: 81 }, ['peak'], []],
    ['is ahead with fewer changes', { changesPerHour: 6 }, ['changes'], []],
    ['is ahead with less noise', { meanDba: 6 }, ['mean dB(A)'], []],
    ['may be both', { meanDba: 4, changesPerHour: 100 }, ['changes'], ['mean dB(A)']],
  ])('%s', (_name, change, ahead, behind) => {
    expect(compare(usual, { ...usual, ...change })).toMatchObject({ ahead, behind });
  });

  it.each<[string, Partial<Summary>, boolean]>([
    ['its equal: no', {}, false],
    ['one that is worse in one thing: yes', { meanDba: 6 }, true],
    ['one that is worse in all: yes', { meanDba: 6, inBandShare: 0.5, changesPerHour: 9, peakCelsius: 99 }, true],
    ['one that is better in one thing: no', { meanDba: 4, inBandShare: 0.5 }, false],
  ])('dominates %s', (_name, change, expected) => expect(dominates(usual, { ...usual, ...change })).toBe(expected));

  it('leaves over the rivals that neither of ours is ahead of in everything', () => {
    const calm = { ...usual, contender: ourCalmBand, changesPerHour: 2, inBandShare: 0.95 };
    const steady = { ...usual, contender: stepWithHysteresis, changesPerHour: 3, inBandShare: 0.5 };
    const exact = { ...usual, contender: pid, changesPerHour: 400, inBandShare: 0.97 };
    expect(undominated([usual, calm, steady, exact])).toEqual([exact]);
    expect(undominated([usual, steady])).toEqual([steady]);
    expect(undominated([usual, calm, { ...exact, inBandShare: 0.96 }])).toEqual([]);
  });
});
