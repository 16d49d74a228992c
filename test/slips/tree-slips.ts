import type { Manifest } from '../../lib/manifest/manifest';
import { objectId } from '../../lib/manifest/manifest';
import { seeded, shuffled } from '../../lib/placement/random';
import { configFamilies } from './config-families';
import { objectFamilies, textFamilies } from './object-families';
import { podFamilies } from './pod-families';
import type { Family, TreeSlip } from './slip';

export const treeFamilies: readonly Family[] = [...podFamilies, ...textFamilies, ...objectFamilies, ...configFamilies];

/** So many slips of each family, spread over the objects of a tree. The same seed gives the same slips. */
export function treeSlips(manifests: readonly Manifest[], ofEach: number, seed: number): TreeSlip[] {
  const random = seeded(seed);
  return treeFamilies.flatMap(({ name, slips }) => {
    const all = manifests.flatMap((manifest) =>
      slips(manifest).map(([path, value]): TreeSlip => ({ family: name, object: objectId(manifest), path, value })),
    );
    return spreadOut(shuffled(all, random)).slice(0, ofEach);
  });
}

/** One slip of every object before the second of any. */
function spreadOut(slips: readonly TreeSlip[]): TreeSlip[] {
  const seen = new Map<string, number>();
  return slips
    .map((slip): [TreeSlip, number] => {
      const before = seen.get(slip.object) ?? 0;
      seen.set(slip.object, before + 1);
      return [slip, before];
    })
    .sort(([, a], [, b]) => a - b)
    .map(([slip]) => slip);
}
