import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { rackFile } from '../lib/output/part-file';
import { realFs } from '../lib/output/tree-fs';
import { isDebris, walkTree } from '../lib/output/walk-tree';
import { CannotRun } from './cannot-run';
import type { Place } from './rack-root';

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
  if (existsSync(folder) && statSync(folder).isDirectory()) return inFolder(folder, named);
  return atRevision(root, named);
}

function inFolder(folder: string, named: string): DistTree[] {
  const folders = existsSync(join(folder, rackFile))
    ? [folder]
    : readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
        .map(({ name }) => join(folder, name))
        .sort();
  // A tree of an older Rackwright has no rack.json; that is for the reader to say.
  const trees = folders.filter((each) => existsSync(join(each, rackFile)) || existsSync(join(each, 'apps')));
  if (trees.length === 0) throw new CannotRun(`${named} holds no tree: name dist, or dist/<rack>`);
  return trees.map((each) => ({ rack: basename(each), files: filesIn(each) }));
}

/** Every file below a folder, by path; nothing for a folder that does not exist. */
export function filesIn(folder: string): Map<string, Uint8Array> {
  const { files } = walkTree(realFs, folder);
  return new Map(files.filter((path) => !isDebris(path)).map((path) => [path, readFileSync(join(folder, path))]));
}

function atRevision(root: string, named: string): DistTree[] {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 30 });
  let commit: string;
  try {
    // A leading dash would be an option of git.
    if (named.startsWith('-')) throw new Error('no revision');
    commit = git('rev-parse', '--verify', '--quiet', '--end-of-options', `${named}^{commit}`).toString().trim();
  } catch {
    throw new CannotRun(`${named} is neither a folder nor a revision of this repository`);
  }
  const listed = git('ls-tree', '-r', '-z', commit, '--', 'dist/').toString().split('\0').filter(Boolean);
  const blobs = listed.flatMap((line): { path: string; hash: string }[] => {
    const [, , hash, path] = /^(\d+) blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return hash !== undefined && path !== undefined ? [{ path, hash }] : [];
  });
  const contents = blobsOf(
    root,
    blobs.map(({ hash }) => hash),
  );
  const trees = new Map<string, Map<string, Uint8Array>>();
  for (const { path, hash } of blobs) {
    const [, rack, file] = /^dist\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (rack === undefined || file === undefined) continue;
    const files = trees.get(rack) ?? new Map<string, Uint8Array>();
    trees.set(rack, files.set(file, contents.get(hash)!));
  }
  if (trees.size === 0) throw new CannotRun(`${named} has no dist/`);
  return [...trees].map(([rack, files]) => ({ rack, files }));
}

/** All blobs by one call of git: a call for each would take seconds. */
function blobsOf(root: string, hashes: readonly string[]): Map<string, Uint8Array> {
  const output = execFileSync('git', ['cat-file', '--batch'], {
    cwd: root,
    input: `${hashes.join('\n')}\n`,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: 2 ** 30,
  });
  const contents = new Map<string, Uint8Array>();
  let at = 0;
  for (const hash of hashes) {
    const end = output.indexOf(0x0a, at);
    const size = Number(output.subarray(at, end).toString().split(' ')[2]);
    contents.set(hash, output.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 1;
  }
  return contents;
}
