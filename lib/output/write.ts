import { constants } from 'node:fs';
import { compareTree, emptied, isLitterOnly, isNothing, wholeTree, type Change, type Tree } from './compare-tree';
import { partAt, sha256, type Content } from './part-file';
import { explained, type Standing } from './output-error';
import {
  carryOut,
  commitPlan,
  discardStaging,
  finishInterrupted,
  isFolder,
  makeFolder,
  placesOf,
  removeAll,
  belowFolders,
  foundAt,
  progressOf,
  restDigest,
  type Places,
  type Plan,
} from './plan';
import { makeFolderWithParents, realFs, type TreeFs } from './tree-fs';
import { takeTurn } from './turn';

export type { Tree };

/** Paths below `dist/<rack>/`, sorted; what describes the tree is not counted. */
export interface Written {
  written: string[];
  removed: string[];
  unchanged: number;
}

/**
 * Makes `dist/<rack>/` hold exactly these files and what describes them. Unchanged files are not touched; whatever else lies
 * there goes, hidden files too. A run that is killed, fails or meets another leaves the old tree, the new tree, or one
 * between them with a plan that the next run finishes (docs/decisions/0003-crash-safe-output.md).
 *
 * @param seen files of the tree as they were read at the start of this run: whether there is anything to do is told by
 * them, what to do by the disk
 * @throws OutputError when the disk refuses; its message says how the tree stands and what to do
 */
export function writeTree(
  distDir: string,
  rack: string,
  tree: Tree,
  fs: TreeFs = realFs,
  seen?: ReadonlyMap<string, Buffer>,
): Written {
  const places = placesOf(distDir, rack);
  const wanted = wholeTree(rack, tree);
  const progress: { standing: Standing } = { standing: 'old' };
  try {
    if (!isFolder(fs, places.hidden) && isFolder(fs, places.tree)) {
      // nothing to do is the common case, and needs neither a turn nor a writable disk
      const change = compareTree(fs, places, wanted, seen);
      if (isNothing(change)) return resultOf(change);
    }
    const turn = takeTurn(fs, places.hidden, places.tree);
    try {
      return resultOf(replace(fs, places, wanted, progress));
    } finally {
      turn.release();
    }
  } catch (error) {
    throw explained(error, places.tree, progress.standing);
  }
}

function resultOf({ changed, removes, unchanged }: Change): Written {
  const paths = new Set(changed.map(({ path }) => path));
  const isFile = (path: string) => partAt(path) === undefined;
  return {
    written: [...paths].filter(isFile).sort(),
    removed: removes.filter((path) => !paths.has(path) && isFile(path)).sort(),
    unchanged: unchanged.filter(isFile).length,
  };
}

function replace(
  fs: TreeFs,
  places: Places,
  wanted: ReadonlyMap<string, Content>,
  progress: { standing: Standing },
): Change {
  finishInterrupted(fs, places);
  const change = compareTree(fs, places, wanted);
  if (isNothing(change)) return change;
  if (isLitterOnly(change)) {
    removeAll(fs, places.tree, change.removes, emptied(change));
    return change;
  }
  const plan = planOf(fs, places, wanted, change);
  try {
    makeFolderWithParents(fs, places.tree);
    refuseWhatWillFail(fs, places, change, plan);
    stage(fs, places, wanted, change, plan);
    commitPlan(fs, places, plan);
  } catch (error) {
    withdraw(fs, places, plan);
    throw error;
  }
  try {
    carryOut(fs, places, plan);
  } catch (error) {
    progress.standing = standingOf(fs, places, plan);
    if (progress.standing === 'old') withdraw(fs, places, plan);
    throw error;
  }
  progress.standing = 'new';
  discardStaging(fs, places);
  return change;
}

function planOf(fs: TreeFs, places: Places, wanted: ReadonlyMap<string, Content>, change: Change): Plan {
  const { tree } = places;
  const isBelow = belowFolders(fs, tree);
  const moves = change.changed.map(({ path, bytes }, number) => ({
    from: String(number),
    to: path,
    before: foundAt(fs, tree, path, isBelow),
    after: sha256(bytes),
  }));
  const removes = change.removes.map((path) => ({ path, before: foundAt(fs, tree, path, isBelow) }));
  const rest = restDigest(change.unchanged.map((path) => [path, sha256(wanted.get(path)!)] as const));
  const folders = [...change.folders.needed].filter((path) => !change.folders.present.has(path)).sort();
  return { version: 2, removes, prunes: emptied(change), folders, moves, rest };
}

function standingOf(fs: TreeFs, places: Places, plan: Plan): Standing {
  const progress = progressOf(fs, places, plan);
  return progress === 'old' || progress === 'new' ? progress : 'half written';
}

/** A folder that refuses us shall do so before the tree is touched. */
function refuseWhatWillFail(
  fs: TreeFs,
  { tree }: Places,
  change: Change,
  { removes, prunes, folders, moves }: Plan,
): void {
  const touched = [...removes.map(({ path }) => path), ...prunes, ...folders, ...moves.map(({ to }) => to)];
  const parents = new Set(touched.map((path) => path.slice(0, Math.max(path.lastIndexOf('/'), 0))));
  for (const parent of parents) {
    if (parent === '' || change.folders.present.has(parent)) fs.accessSync(`${tree}/${parent}`, constants.W_OK);
  }
}

/** All that needs space on the disk happens here, while the old tree is whole. */
function stage(
  fs: TreeFs,
  { tree, next }: Places,
  wanted: ReadonlyMap<string, Content>,
  change: Change,
  plan: Plan,
): void {
  makeFolderWithParents(fs, next);
  for (const { from, to } of plan.moves) fs.writeFileSync(`${next}/${from}`, wanted.get(to)!);
  const blocked = new Set(change.removes);
  for (const path of plan.folders) {
    if (blocked.has(path.slice(0, Math.max(path.lastIndexOf('/'), 0))) || blocked.has(path)) blocked.add(path);
    else makeFolder(fs, `${tree}/${path}`);
  }
}

/** Best effort: what stays behind in the hidden folder without a plan is thrown away by the next run. */
function withdraw(fs: TreeFs, places: Places, { folders }: Plan): void {
  try {
    discardStaging(fs, places);
    removeAll(fs, places.tree, [], [...folders].reverse());
  } catch {
    return; // the first failure is the one to report
  }
}
