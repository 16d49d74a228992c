import { type DraftBlade, nameOfBlade } from '../draft';
import type { Fault } from '../problem';
import type { SpecRule } from './rule';

/** Two blades in one bay would be one on every dashboard. Those that state none are counted in the order of the file. */
export const baysHoldOneBlade: SpecRule = ({ blades }, { lineOf }) => {
  if (blades.every(({ bay }) => bay === undefined)) return [];
  const owners = new Map<number, DraftBlade>();
  const told = new Set<number>();
  return blades.flatMap((blade, index): Fault[] => {
    const bay = blade.bay ?? index + 1;
    const owner = owners.get(bay);
    owners.set(bay, owner ?? blade);
    if (!owner || told.has(blade.entry)) return [];
    told.add(blade.entry);
    const isStated = blade.bay !== undefined;
    const detail = `${nameOfBlade(owner)} (line ${lineOf(['blades', owner.entry])}) is there, too${isStated && owner.bay !== undefined ? '' : '; state bays for every entry, or for none'}`;
    return [
      {
        at: ['blades', blade.entry, isStated ? 'bays' : 'names'],
        title: `${nameOfBlade(blade)} is in bay ${bay}, which is taken`,
        detail,
      },
    ];
  });
};
