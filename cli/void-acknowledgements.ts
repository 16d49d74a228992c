import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { blobsAt, git } from './git-objects';

/**
 * Removes acknowledgements that the branch everybody builds on has already: the change that they allowed is merged, and
 * they allow nothing any more. Without a remote there is no such branch, and nothing is removed.
 *
 * @returns paths from the root, sorted
 */
export function removeVoidAcknowledgements(root: string): string[] {
  if (!existsSync(join(root, 'acknowledged'))) return [];
  const base = mainOfRemote(root);
  const merged = base === undefined ? undefined : blobsAt(root, base, ['acknowledged/']);
  const still = [...(merged?.keys() ?? [])].filter((path) => existsSync(join(root, path))).sort();
  for (const path of still) rmSync(join(root, path));
  return still;
}

/** Where the branch left the remote's main one; on it, what was pushed last. */
function mainOfRemote(root: string): string | undefined {
  return remoteMains.map((main) => git(root, 'merge-base', 'HEAD', main)?.trim()).find((each) => each !== undefined);
}

export const remoteMains = ['origin/HEAD', 'origin/main', 'origin/master'];
