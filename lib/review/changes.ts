import { isSame } from './changed-fields';
import { documentsIn } from '../manifest/documents';
import { isRecord } from '../manifest/field-path';
import { type Manifest, identityOf } from '../manifest/manifest';

/** Text of every file of a `dist/<rack>/`, by its path below it. */
export type TreeTexts = ReadonlyMap<string, string>;

/** One object that is not the same in two trees. */
export interface ObjectChange {
  /** Absent where the object is new. */
  before?: Placed;
  /** Absent where it is gone. */
  after?: Placed;
}

export interface Placed {
  manifest: Manifest;
  /** Folder below `apps/`, which Flux applies as one; '' outside. */
  app: string;
  /** File below `dist/<rack>/`. */
  path: string;
}

/**
 * What changed between two trees, object by object: the same group, kind, namespace and name is the same object,
 * whatever file it stands in. Files that are equal are not even read. Sorted by identity.
 */
export function changesOf(before: TreeTexts, after: TreeTexts): ObjectChange[] {
  const old = objectsOf(before, after);
  const wanted = objectsOf(after, before);
  const identities = [...new Set([...old.keys(), ...wanted.keys()])].sort();
  return identities
    .map((identity): ObjectChange => ({ before: old.get(identity), after: wanted.get(identity) }))
    .filter(({ before: from, after: to }) => from?.app !== to?.app || !isSame(from?.manifest, to?.manifest));
}

/** Objects of the files whose text the other tree does not have at the same place. */
function objectsOf(tree: TreeTexts, other: TreeTexts): Map<string, Placed> {
  const found = new Map<string, Placed>();
  for (const [path, text] of tree) {
    if (!path.endsWith('.yaml') || other.get(path) === text) continue;
    const app = appOfPath(path);
    for (const manifest of documentsIn(text)) {
      if (isManifest(manifest)) found.set(identityOf(manifest), { manifest, app, path });
    }
  }
  return found;
}

/** Folder below `apps/` in which a file lies; '' outside. */
export function appOfPath(path: string): string {
  return /^apps\/([^/]+)\//.exec(path)?.[1] ?? '';
}

export function isManifest(value: unknown): value is Manifest {
  return (
    isRecord(value) &&
    typeof value.apiVersion === 'string' &&
    typeof value.kind === 'string' &&
    isRecord(value.metadata) &&
    typeof value.metadata.name === 'string'
  );
}
