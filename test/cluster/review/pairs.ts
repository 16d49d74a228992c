import { changesOf } from '../../../lib/review/changes';
import type { EffectLine } from '../../../lib/review/effects/effect';
import { effectsOf } from '../../../lib/review/effects/effects';
import { dangerousObjects } from '../../review/dangerous-objects.cases';
import { dangerousSettings } from '../../review/dangerous-settings.cases';
import { harmlessCases } from '../../review/harmless.cases';
import { konflateCases } from '../../review/konflate.cases';
import type { Edit } from '../../review/reference-tree';
import type { benchTrees } from './bench-tree';

/** A change of the reference tree, with what the review says that it does. */
export interface Pair {
  name: string;
  /** Apps whose objects it changes: two pairs of one app are never tried at once. */
  apps: ReadonlySet<string>;
  after: ReadonlyMap<string, string>;
  lines: readonly EffectLine[];
  /** The review refuses nothing: people merge it without a second look. */
  isHarmless: boolean;
}

/** Pairs of one app are tried one after the other; a few of each are enough. */
const mostOfOneApp = 12;

/** The pairs of the gate that the cluster can notice: changed objects, and not rack.json or who may decrypt a file. */
export function pairsOf(reference: ReadonlyMap<string, string>, benchTree: ReturnType<typeof benchTrees>): Pair[] {
  const before = benchTree(reference);
  const named: readonly (readonly [string, Edit, boolean])[] = [
    ...dangerousObjects.map(([name, edit]) => [name, edit, false] as const),
    ...dangerousSettings.map(([name, edit]) => [name, edit, false] as const),
    ...harmlessCases.map(([name, edit]) => [name, edit, true] as const),
    ...konflateCases.map(([name, edit]) => [name, edit, false] as const),
  ];
  const count = new Map<string, number>();
  return named.flatMap(([name, edit, isHarmless]): Pair[] => {
    const after = benchTree(edit(new Map(reference)));
    const changes = changesOf(before, after);
    const apps = new Set(
      changes.flatMap(({ before: from, after: to }) => [from, to].flatMap((placed) => (placed ? [appOf(placed)] : []))),
    );
    // What moves half of the tree, or Flux' own source, would have to be tried alone on a cluster of its own.
    if (changes.length === 0 || apps.size > 3 || apps.has('flux-instance')) return [];
    if ([...apps].some((app) => (count.get(app) ?? 0) >= mostOfOneApp)) return [];
    for (const app of apps) count.set(app, (count.get(app) ?? 0) + 1);
    const { lines } = effectsOf(changes, { rack: 'homelab', before, after });
    return [{ name, apps, after, lines, isHarmless }];
  });
}

/** The Kustomization of an app stands outside of the app's folder. */
function appOf({ app, manifest }: { app: string; manifest: { kind: string; metadata: { name: string } } }): string {
  return app === '' && manifest.kind === 'Kustomization' ? manifest.metadata.name : app;
}

/** As few commits as can be without two pairs of one app, where one would hide the other. */
export function batchesOf(pairs: readonly Pair[]): Pair[][] {
  const batches: Pair[][] = [];
  for (const pair of pairs) {
    const free = batches.find((batch) => batch.every(({ apps }) => [...pair.apps].every((app) => !apps.has(app))));
    if (free) free.push(pair);
    else batches.push([pair]);
  }
  return batches;
}

/** One tree with the changes of all pairs of a batch. */
export function merged(before: ReadonlyMap<string, string>, batch: readonly Pair[]): Map<string, string> {
  const tree = new Map(before);
  for (const { after } of batch) {
    for (const [path, text] of after) if (before.get(path) !== text) tree.set(path, text);
    for (const path of before.keys()) if (!after.has(path)) tree.delete(path);
  }
  return tree;
}
