import { compareTree, withIndex, type Tree } from './compare-tree';
import { indexFile, parseIndex, sha256, type TreeIndex } from './index-file';
import { finishInterrupted, hasPlan, isFolder, placesOf } from './plan';
import { takeTurn } from './turn';
import { readIfThere, realFs, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/** One path that is not as the index says. */
export interface Difference {
  path: string;
  what: 'changed' | 'missing' | 'foreign';
}

export type TreeState =
  | { state: 'absent' }
  /** Every file is the one the index names, and nothing else is there. */
  | { state: 'whole'; index: TreeIndex }
  /** A writer was stopped half-way: there are files, or a plan for them, but no index. */
  | { state: 'interrupted' }
  /** Someone else changed files after they were written, or the index itself. */
  | { state: 'edited'; differences: Difference[] };

/** How `dist/<rack>` stands. Reads only, follows no link, opens nothing but files. */
export function inspectTree(distDir: string, rack: string, fs: TreeFs = realFs): TreeState {
  const places = placesOf(distDir, rack);
  const { tree } = places;
  if (!isFolder(fs, tree)) return { state: 'absent' };
  const { files, oddities } = walkTree(fs, tree);
  const found = files.filter((path) => !isDebris(path));
  if (!found.includes(indexFile)) {
    const isEmpty = found.length + oddities.length === 0;
    return isEmpty && !hasPlan(fs, places) ? { state: 'absent' } : { state: 'interrupted' };
  }
  const text = readIfThere(fs, `${tree}/${indexFile}`);
  if (text === undefined) return { state: 'interrupted' }; // a writer took it away just now
  const index = parseIndex(text.toString('utf8'));
  if (index?.rack !== rack) return { state: 'edited', differences: [{ path: indexFile, what: 'changed' }] };
  const differences = differencesFrom(fs, tree, index, found, oddities);
  return differences.length === 0 ? { state: 'whole', index } : { state: 'edited', differences };
}

/**
 * `inspectTree` after finishing what a killed writer had begun, if its plan is still there. What remains `interrupted`
 * needs a new synth.
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
 * How `dist/<rack>` differs from what synth would write now, its index included. Reads only; empty folders and what
 * desktops leave behind are no difference, since neither git nor Flux sees them.
 */
export function compareWithDist(distDir: string, rack: string, tree: Tree, fs: TreeFs = realFs): Difference[] {
  const places = placesOf(distDir, rack);
  if (!isFolder(fs, places.tree))
    return [...tree.files.keys(), indexFile].sort().map((path) => ({ path, what: 'missing' }));
  const { changed, removes } = compareTree(fs, places, withIndex(rack, tree));
  const rewritten = new Set(changed.map(({ path }) => path));
  const differences: Difference[] = [
    ...changed.map(({ path, isThere }): Difference => ({ path, what: isThere ? 'changed' : 'missing' })),
    ...removes
      .filter((path) => !rewritten.has(path) && !isDebris(path))
      .map((path): Difference => ({ path, what: 'foreign' })),
  ];
  return differences.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function differencesFrom(
  fs: TreeFs,
  tree: string,
  index: TreeIndex,
  files: string[],
  oddities: string[],
): Difference[] {
  const differences: Difference[] = [];
  const present = new Set(files);
  for (const [path, hash] of Object.entries(index.files)) {
    const content = present.has(path) ? readIfThere(fs, `${tree}/${path}`) : undefined;
    if (content === undefined) differences.push({ path, what: oddities.includes(path) ? 'changed' : 'missing' });
    else if (sha256(content) !== hash) differences.push({ path, what: 'changed' });
  }
  for (const path of [...files, ...oddities]) {
    if (path !== indexFile && !Object.hasOwn(index.files, path)) differences.push({ path, what: 'foreign' });
  }
  return differences.sort((a, b) => (a.path < b.path ? -1 : 1));
}
