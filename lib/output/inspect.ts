import { compareTree, wholeTree, type Tree } from './compare-tree';
import { parsePart, partAt, partFile, partOf, rackFile, sha256 } from './part-file';
import { finishInterrupted, isFolder, isInterrupted, placesOf } from './plan';
import { takeTurn } from './turn';
import { readIfThere, realFs, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/** One path that is not as the tree says of itself. */
export interface Difference {
  path: string;
  what: 'changed' | 'missing' | 'foreign';
}

export type TreeState =
  | { state: 'absent' }
  /** Every file is the one its part names, and nothing else is there. */
  | { state: 'whole' }
  /** A writer was stopped half-way; the next one finishes it. */
  | { state: 'interrupted' }
  /** Someone else changed files after they were written. */
  | { state: 'edited'; differences: Difference[] };

/** How `dist/<rack>` stands. Reads only, follows no link, opens nothing but files. */
export function inspectTree(distDir: string, rack: string, fs: TreeFs = realFs): TreeState {
  const places = placesOf(distDir, rack);
  const { tree } = places;
  if (!isFolder(fs, tree)) return { state: 'absent' };
  if (isInterrupted(fs, places)) return { state: 'interrupted' };
  const { files, oddities } = walkTree(fs, tree);
  const found = files.filter((path) => !isDebris(path));
  if (found.length + oddities.length === 0) return { state: 'absent' };
  const contents = found.flatMap((path): [string, Uint8Array][] => {
    const content = readIfThere(fs, `${tree}/${path}`);
    return content === undefined ? [] : [[path, content]];
  });
  const differences = differencesIn(rack, new Map(contents), oddities);
  return differences.length === 0 ? { state: 'whole' } : { state: 'edited', differences };
}

/**
 * `inspectTree` after finishing what a killed writer had begun, if its plan still fits. What remains `edited` needs a
 * new synth.
 */
export function settleTree(distDir: string, rack: string, fs: TreeFs = realFs): TreeState {
  const places = placesOf(distDir, rack);
  if (isFolder(fs, places.hidden)) {
    const turn = takeTurn(fs, places.hidden, places.tree);
    try {
      finishInterrupted(fs, places);
    } finally {
      turn.release();
    }
  }
  return inspectTree(distDir, rack, fs);
}

/**
 * How `dist/<rack>` differs from what synth would write now, its descriptions included. Reads only; empty folders and
 * what desktops leave behind are no difference, since neither git nor Flux sees them.
 */
export function compareWithDist(distDir: string, rack: string, tree: Tree, fs: TreeFs = realFs): Difference[] {
  const places = placesOf(distDir, rack);
  const wanted = wholeTree(rack, tree);
  if (!isFolder(fs, places.tree)) return [...wanted.keys()].sort().map((path) => ({ path, what: 'missing' }));
  const { changed, removes } = compareTree(fs, places, wanted);
  const rewritten = new Set(changed.map(({ path }) => path));
  const differences: Difference[] = [
    ...changed.map(({ path, isThere }): Difference => ({ path, what: isThere ? 'changed' : 'missing' })),
    ...removes
      .filter((path) => !rewritten.has(path) && !isDebris(path))
      .map((path): Difference => ({ path, what: 'foreign' })),
  ];
  return differences.sort(byPath);
}

/** How the files of a tree differ from what its own parts say of them. */
export function differencesIn(
  rack: string,
  files: ReadonlyMap<string, Uint8Array>,
  oddities: readonly string[] = [],
): Difference[] {
  const differences: Difference[] = [];
  const described = new Set<string>();
  const broken = new Set<string>();
  for (const [path, content] of files) {
    const name = partAt(path);
    if (name === undefined) continue;
    const part = parsePart(Buffer.from(content).toString('utf8'));
    if (part?.rack !== rack) {
      broken.add(name);
      differences.push({ path, what: 'changed' });
      continue;
    }
    for (const [file, hash] of Object.entries(part.files)) {
      described.add(file);
      const found = files.get(file);
      if (found === undefined) differences.push({ path: file, what: oddities.includes(file) ? 'changed' : 'missing' });
      else if (sha256(found) !== hash) differences.push({ path: file, what: 'changed' });
    }
  }
  if (!files.has(rackFile)) differences.push({ path: rackFile, what: 'missing' });
  for (const path of [...files.keys(), ...oddities]) {
    if (described.has(path) || partAt(path) !== undefined) continue;
    // What a part that cannot be read says of its files is not known.
    if (!broken.has(partOf(path))) differences.push({ path, what: 'foreign' });
  }
  return differences.sort(byPath);
}

/** The file that describes a path. */
export function describedBy(path: string): string {
  return partFile(partOf(path));
}

function byPath(a: Difference, b: Difference): number {
  return a.path < b.path ? -1 : 1;
}
