import { bandWeights, calmBandWeights, type BandWeights } from '../../src/control/band-weights';
import type { Contender } from '../contenders';
import type { Summary } from '../summary';
import { clairvoyant } from './clairvoyant';
import { judge, withWeights, type Field } from './field';
import { numbersOf, turned, type Knob } from './knobs';
import type { Prices } from './search';

export interface Row {
  readonly name: string;
  readonly summary: Summary;
}

/** What makes the law wait, all at once: costs of a change, how long a wish must last, how far changes are apart. */
const patience = (knob: Knob) => /^(costOfChange|costOfSwitch|wishSeconds|apartSeconds)/.test(knob);
const PATIENCE = [0.25, 0.5, 0.7, 1.4, 2, 3];
const QUIET = [0.25, 0.5, 2, 4];
const FORESIGHT: readonly Prices[] = [
  { ofChangePerHour: 0.05, ofDecibel: 0.1 },
  { ofChangePerHour: 0.15, ofDecibel: 0.4 },
  { ofChangePerHour: 0.6, ofDecibel: 0.4 },
];

/** Every law, the band law at other prices, and what full foresight would reach. */
export function trades(field: Field, contenders: readonly Contender[], done: (row: Row) => void): readonly Row[] {
  const rows: Row[] = [];
  const add = (name: string, summary: Summary) => {
    rows.push({ name, summary });
    done({ name, summary });
  };
  for (const contender of contenders) add(contender.name, judge(field, contender));
  for (const factor of PATIENCE) add(`band, ${factor} × as patient`, judgeScaled(field, bandWeights, patience, factor));
  for (const factor of QUIET) {
    const decibels = (knob: Knob) => knob === 'costPerDecibel';
    add(`band, a decibel ${factor} × as dear`, judgeScaled(field, bandWeights, decibels, factor));
  }
  for (const factor of [0.7, 1.4]) {
    add(`calm band, ${factor} × as patient`, judgeScaled(field, calmBandWeights, patience, factor));
  }
  const foresighted = withWeights('full foresight', bandWeights);
  for (const prices of FORESIGHT) {
    const name = `full foresight, a change an hour ${prices.ofChangePerHour}, a decibel ${prices.ofDecibel} points`;
    add(
      name,
      judge(field, foresighted, (trace) => clairvoyant(trace, prices)),
    );
  }
  return rows;
}

/** Each number of the weights by itself, halved and doubled. */
export function sensitivity(field: Field, weights: BandWeights, done: (row: Row) => void): readonly Row[] {
  const base: Row = { name: 'as shipped', summary: judge(field, withWeights('as shipped', weights)) };
  const rows = [...numbersOf(weights).keys()].flatMap((knob) =>
    [0.5, 2].map((factor): Row => {
      const name = `${knob} × ${factor}`;
      const row = { name, summary: judge(field, withWeights(name, turned(weights, new Map([[knob, factor]])))) };
      done(row);
      return row;
    }),
  );
  return [base, ...rows];
}

function judgeScaled(field: Field, weights: BandWeights, which: (knob: Knob) => boolean, factor: number): Summary {
  const knobs = [...numbersOf(weights).keys()].filter(which);
  return judge(field, withWeights('scaled', turned(weights, new Map(knobs.map((knob) => [knob, factor])))));
}
