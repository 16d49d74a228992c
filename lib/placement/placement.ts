import { type Ledger, ledgerOf } from '../checks/ledger';
import type { RackView } from '../checks/rack-view';
import { demandOf } from './demand';
import type { Loss } from './losses';
import type { BladeRoom, PodClass } from './pods';
import { supplyOf } from './supply';
import { type Survey, surveyor } from './survey';

/** What the pods of a rack ask for, what its blades have, and what becomes of them under losses. */
export interface Placement {
  ledger: Ledger;
  classes: readonly PodClass[];
  blades: readonly BladeRoom[];
  /** Answers each question once, whichever rule or page asks it. */
  surveysOf: (losses: readonly Loss[]) => Survey[];
}

/** Arrangements tried where no proof is found. */
export const TRIES = 10;

/** A view never changes, so two rules and a page that ask about one share the answer. */
const known = new WeakMap<RackView, Placement>();

export function placementOf(view: RackView): Placement {
  const found = known.get(view) ?? newPlacement(view);
  known.set(view, found);
  return found;
}

function newPlacement(view: RackView): Placement {
  const ledger = ledgerOf(view);
  const classes = demandOf(view);
  const blades = supplyOf(view, ledger);
  return { ledger, classes, blades, surveysOf: surveyor(classes, blades, { tries: TRIES }) };
}
