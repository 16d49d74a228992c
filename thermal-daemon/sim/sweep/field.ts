import { defaultSettings } from '../../src/control/settings';
import type { BandWeights } from '../../src/control/band-weights';
import { ours, type Contender } from '../contenders';
import { scenarios } from '../load';
import { chassis, run, type Trace } from '../race';
import { summarise, type Summary } from '../summary';

/** The blades on which everything of one sweep is judged: some of a chassis of each scenario, a day each. */
export interface Field {
  readonly traces: readonly { readonly scenario: string; readonly trace: Trace }[];
}

export function fieldOf(seed: number, bladesPerScenario: number, days = 1): Field {
  return {
    traces: scenarios.flatMap((scenario, index) =>
      chassis(seed + index, scenario, days)
        .slice(0, bladesPerScenario)
        .map((trace) => ({ scenario: scenario.name, trace })),
    ),
  };
}

/** @param startOn a start of its own for each blade; the contender's, where there is none */
export const judge = (
  { traces }: Field,
  contender: Contender,
  startOn: (trace: Trace) => Contender['start'] = () => contender.start,
): Summary =>
  summarise(
    contender,
    traces.map(({ trace, scenario }) => run({ ...contender, start: startOn(trace) }, trace, scenario)),
  );

export const withWeights = (name: string, weights: BandWeights): Contender =>
  ours(name, '#1f77b4', { ...defaultSettings, weights });
