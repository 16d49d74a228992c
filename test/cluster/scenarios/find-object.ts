import type { TreeObject } from '../dry-run/read-tree';
import { appObjects, appOf } from './edit-tree';

/** The first object of the first of these kinds that an output has. @throws when it has none of them */
export function find(root: string, ...kinds: string[]): TreeObject {
  const objects = appObjects(root);
  const found = kinds
    .map((kind) => objects.find(({ object }) => object.kind === kind))
    .find((each) => each !== undefined);
  if (found === undefined) throw new Error(`the rack has no ${kinds.join(' and no ')} to put this defect into`);
  return found;
}

/** The first object of a kind, and its app. */
export function appWith(root: string, kind: string): { app: string; victim: TreeObject } {
  const victim = find(root, kind);
  return { app: appOf(victim.file), victim };
}
