import type { Summary } from './summary';

/** What the race is about, each so that less is better, in the steps in which the report prints it. */
const contests = {
  'time in the band': ({ inBandShare }: Summary) => -Math.round(inBandShare * 1000),
  peak: ({ peakCelsius }: Summary) => Math.round(peakCelsius * 10),
  changes: ({ changesPerHour }: Summary) => Math.round(changesPerHour * 10),
  'mean dB(A)': ({ meanDba }: Summary) => Math.round(meanDba * 10),
} as const;

type Contest = keyof typeof contests;

/** Where one law stands against another. */
export interface Comparison {
  readonly ahead: readonly Contest[];
  readonly level: readonly Contest[];
  readonly behind: readonly Contest[];
}

export function compare(one: Summary, other: Summary): Comparison {
  const names = Object.keys(contests) as Contest[];
  const lead = (name: Contest) => contests[name](other) - contests[name](one);
  return {
    ahead: names.filter((name) => lead(name) > 0),
    level: names.filter((name) => lead(name) === 0),
    behind: names.filter((name) => lead(name) < 0),
  };
}

/** At least as good in everything, and better in something. */
export const dominates = (one: Summary, other: Summary): boolean => {
  const { ahead, behind } = compare(one, other);
  return ahead.length > 0 && behind.length === 0;
};

/** Rivals that none of our laws is ahead of in everything. */
export const undominated = (overall: readonly Summary[]): readonly Summary[] => {
  const own = overall.filter(({ contender }) => contender.ours);
  return overall.filter((rival) => !rival.contender.ours && !own.some((one) => dominates(one, rival)));
};
