import type { Mutant } from './mutants';

interface EquivalentSlip {
  alert: string;
  /** End of what the slip is called. */
  slip: string;
  /** Why no series could tell the two apart. */
  because: string;
}

/** Slips that change nothing, so that no case can notice them. A test holds each against the slips that are made. */
export const equivalentSlips: readonly EquivalentSlip[] = [
  {
    alert: 'VolumeRebuildsLong',
    slip: '> 0: > → >=',
    because: 'count() of nothing is nothing, never 0',
  },
  {
    alert: 'ThermalConfigRefused',
    slip: '> 0: > → >=',
    because: 'count() of nothing is nothing, never 0',
  },
  {
    alert: 'OomKilledNodeCritical',
    slip: '>= 1: 1 → 0.5',
    because: 'round() makes whole numbers, of which none lies between',
  },
  {
    alert: 'OomKilledData',
    slip: '>= 1: 1 → 0.5',
    because: 'round() makes whole numbers, of which none lies between',
  },
];

export function changesNothing({ alert, what }: Mutant): boolean {
  return equivalentSlips.some((each) => each.alert === alert.alert && what.endsWith(each.slip));
}
