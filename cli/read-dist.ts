import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rackFile } from '../lib/output/part-file';
import { realFs } from '../lib/output/tree-fs';
import { isDebris, walkTree } from '../lib/output/walk-tree';
import { CannotRun } from './cannot-run';
import { blobsAt, readBlobs } from './git-objects';
import { type Place, isFolder } from './rack-root';

/** A tree by the name of its rack, with its files by path. */
export interface DistTree {
  rack: string;
  files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Trees of a folder (`dist`, `dist/homelab`, one of another checkout) or of a revision of this repository.
 *
 * @throws CannotRun when there is no such folder or revision, or no tree in it
 */
export function readDist({ cwd, root }: Place, named: string): DistTree[] {
  const folder = resolve(cwd, named);
  if (isFolder(folder)) return treesIn(folder, named).map((each) => ({ rack: basename(each), files: filesIn(each) }));
  return atRevision(root, named);
}

/**
 * Folders of the trees that a folder holds: itself, or those in it.
 *
 * @throws CannotRun when it holds none
 */
export function treesIn(folder: string, named: string): string[] {
  const folders = existsSync(join(folder, rackFile))
    ? [folder]
    : readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => join(folder, name))
        .sort();
  // A tree of an older Rackwright has no rack.json; that is for the reader to say.
  const trees = folders.filter((each) => existsSync(join(each, rackFile)) || existsSync(join(each, 'apps')));
  if (trees.length === 0) throw new CannotRun(`${named} holds no tree: name dist, or dist/<rack>`);
  return trees;
}

/** Every file below a folder, by path; nothing for a folder that does not exist. */
export function filesIn(folder: string): Map<string, Uint8Array> {
  const { files } = walkTree(realFs, folder);
  return new Map(files.filter((path) => !isDebris(path)).map((path) => [path, readFileSync(`${folder}/${path}`)]));
}

/** @throws CannotRun when a name is neither a folder nor a revision */
export function blobsNamed(root: string, named: string, folders: readonly string[]): Map<string, string> {
  const blobs = blobsAt(root, named, folders);
  if (blobs) return blobs;
  throw new CannotRun(`${named} is neither a folder nor a revision of this repository`);
}

function atRevision(root: string, named: string): DistTree[] {
  const blobs = blobsNamed(root, named, ['dist/']);
  const contents = readBlobs(root, [...blobs.values()]);
  const trees = new Map<string, Map<string, Uint8Array>>();
  for (const [path, hash] of blobs) {
    const [, rack, file] = /^dist\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (rack === undefined || file === undefined) continue;
    const files = trees.get(rack) ?? new Map<string, Uint8Array>();
    trees.set(rack, files.set(file, contents.get(hash)!));
  }
  if (trees.size === 0) throw new CannotRun(`${named} has no dist/`);
  return [...trees].map(([rack, files]) => ({ rack, files }));
}
