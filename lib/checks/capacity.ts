import { workersOf } from '../rack-file/rack';
import { quantityOfMillicores } from '../units/quantity';
import { type Room, ledgerOf } from './ledger';
import type { Rule, RuleHit } from './rule';

const amounts = {
  cpuMillicores: { what: 'processor', print: (value: number) => quantityOfMillicores(Math.round(value)) },
  memoryBytes: { what: 'memory', print: (value: number) => `${Math.round(value / 2 ** 20)}Mi` },
} as const;

/** By sum only: a rack that passes may still have a pod that no blade has room for, one that fails surely has. */
export const capacitySum: Rule = {
  id: 'capacity/sum',
  level: 'error',
  why: 'When a blade dies its pods must find room on the others, or they stay Pending until somebody repairs it.',
  fixHint: 'make an app smaller in the rack file, switch one off, or add a blade; docs/ledger-<rack>.md shows who asks',
  exceptable: false,
  check: (view) => {
    const ledger = ledgerOf(view);
    const object = `clusters/${view.rack.name}.yaml`;
    const count = workersOf(view.rack).length;
    const overfull = ledger.blades.flatMap(({ name, left }) =>
      short(left, { cpuMillicores: 0, memoryBytes: 0 }).map((field): RuleHit => ({
        object,
        path: 'blades',
        message: `${name} lacks ${amounts[field].print(-left[field])} of ${amounts[field].what} for itself and its own daemons`,
      })),
    );
    if (overfull.length > 0) return overfull;
    const lost = count > 1 ? `the ${count - 1} workers left when one of ${count} is lost have` : 'its only worker has';
    return short(ledger.roomWithOneLost, ledger.askedWithOneLost).map((field) => ({
      object,
      path: 'apps',
      message: `pods ask for ${amounts[field].print(ledger.askedWithOneLost[field])} of ${amounts[field].what}; ${lost} ${amounts[field].print(ledger.roomWithOneLost[field])} beside their own daemons`,
    }));
  },
};

function short(room: Room, asked: Room): (keyof Room)[] {
  return (['cpuMillicores', 'memoryBytes'] as const).filter((field) => room[field] < asked[field]);
}

export const capacityRules: readonly Rule[] = [capacitySum];
