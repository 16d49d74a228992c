import { oncePer } from '../checks/once-per';
import { type Ledger, ledgerOf } from '../checks/ledger';
import type { RackView } from '../checks/rack-view';
import { demandOf } from './demand';
import type { Loss } from './losses';
import type { BladeRoom, PodClass } from './pods';
import { supplyOf } from './supply';
import { kindsOfBlades } from './kinds-of-blades';
import { type Survey, surveyor } from './survey';
import { type Shortage, shortages } from './too-full';

/** What the pods of a rack ask for, what its blades have, and what becomes of them under losses. */
export interface Placement {
  ledger: Ledger;
  classes: readonly PodClass[];
  blades: readonly BladeRoom[];
  /** Answers each question once, whichever rule or page asks it. */
  surveysOf: (losses: readonly Loss[]) => Survey[];
  /** What is surely too little under a loss. Told of the first blade of those that are alike. */
  shortagesOf: (loss: Loss) => Shortage[];
}

/** Arrangements tried where no proof is found. */
export const TRIES = 10;

/** Two rules and a page that ask about one view share the answer. */
export const placementOf: (view: RackView) => Placement = oncePer(newPlacement);

function newPlacement(view: RackView): Placement {
  const ledger = ledgerOf(view);
  const classes = demandOf(view);
  const blades = supplyOf(view, ledger);
  return {
    ledger,
    classes,
    blades,
    surveysOf: surveyor(classes, blades, { tries: TRIES }),
    shortagesOf: shortagesByKind(classes, blades),
  };
}

function shortagesByKind(classes: readonly PodClass[], blades: readonly BladeRoom[]): (loss: Loss) => Shortage[] {
  const kinds = kindsOfBlades(classes, blades);
  const found = new Map<string, Shortage[]>();
  return (loss) => {
    const key = loss.down.map((name) => kinds.get(name)).join();
    const short = found.get(key) ?? shortages(classes, blades, loss);
    found.set(key, short);
    return short;
  };
}
