import { sha256 } from './part-file';
import { OutputError } from './output-error';
import { staysInside } from './safe-path';
import { codeOf, readIfThere, removeFile, removeFolderIfEmpty, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/**
 * What turns the old tree into the new one, written down before the first change of the tree, beside the new files it
 * needs. A tree in which some of its paths are as before and the others as afterwards was left by a killed writer, and
 * the next command carries the plan out; every step may be done twice.
 */
export interface Plan {
  version: 2;
  /** Files, links and the like that go. */
  removes: { path: string; before: Found }[];
  /** Folders that may be empty afterwards, deepest first. */
  prunes: string[];
  /** Folders that the new files need, parents first. */
  folders: string[];
  /** Name in the staging folder → place in the tree. */
  moves: { from: string; to: string; before: Found; after: string }[];
  /** Hash over every file that the plan leaves alone: in another tree it must not touch anything. */
  rest: string;
}

/** What stands at a path: sha256 of a file, `other` for a link, a pipe or a folder, `null` for nothing. */
export type Found = string | null;

/** The places of one rack below dist/. */
export interface Places {
  /** `dist/<rack>`, the tree. */
  tree: string;
  /** `dist/.<rack>`, only there while a writer is at work or after it was killed; git and Flux never see it. */
  hidden: string;
  /** `dist/.<rack>/next`, new files before they take their places. */
  next: string;
}

const planFile = 'plan.json';

export function placesOf(distDir: string, rack: string): Places {
  if (!/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(rack)) {
    throw new OutputError(`"${rack}" cannot name a folder in dist/: use lower-case letters, digits and dashes.`);
  }
  return { tree: `${distDir}/${rack}`, hidden: `${distDir}/.${rack}`, next: `${distDir}/.${rack}/next` };
}

/** A link or a file in the tree's place is nobody's to replace silently. */
export function isFolder(fs: TreeFs, path: string): boolean {
  try {
    if (fs.lstatSync(path).isDirectory()) return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  throw new OutputError(`${path} is no folder but a file or a link.\nMove it away and run the command again.`);
}

/** From here on the new tree is certain: the plan appears under its name with all it needs beside it. */
export function commitPlan(fs: TreeFs, { next }: Places, plan: Plan): void {
  fs.writeFileSync(`${next}/${planFile}.new`, JSON.stringify(plan));
  fs.renameSync(`${next}/${planFile}.new`, `${next}/${planFile}`);
}

export function carryOut(fs: TreeFs, { tree, next }: Places, plan: Plan): void {
  const before = belowFolders(fs, tree);
  const removes = plan.removes.map(({ path }) => path);
  removeAll(fs, tree, removes.filter(before), plan.prunes.filter(before));
  for (const path of plan.folders) makeFolder(fs, `${tree}/${path}`);
  const after = belowFolders(fs, tree);
  for (const { from, to } of plan.moves) {
    if (!after(to)) {
      throw new OutputError(`${tree}/${to} lies behind a link.\nRemove the link and run the command again.`);
    }
    moveOnce(fs, `${next}/${from}`, `${tree}/${to}`);
  }
}

/** Finishes what a killed writer had begun; a plan that does not fit the tree (any more) is void. */
export function finishInterrupted(fs: TreeFs, places: Places): void {
  const plan = readPlan(fs, places);
  if (plan !== undefined && progressOf(fs, places, plan) === 'between') carryOut(fs, places, plan);
  discardStaging(fs, places);
}

/** Whether a writer was killed while it changed the tree, so that the next one will finish it. */
export function isInterrupted(fs: TreeFs, places: Places): boolean {
  const plan = readPlan(fs, places);
  return plan !== undefined && progressOf(fs, places, plan) === 'between';
}

export function discardStaging(fs: TreeFs, { next }: Places): void {
  removeFile(fs, `${next}/${planFile}`); // first: a plan without its files must not be found
  let names: string[];
  try {
    names = fs.readdirSync(next);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  for (const name of names) removeFile(fs, `${next}/${name}`);
  removeFolderIfEmpty(fs, next);
}

export function removeAll(fs: TreeFs, tree: string, files: string[], foldersDeepestFirst: string[]): void {
  for (const path of files) removeFile(fs, `${tree}/${path}`);
  for (const path of foldersDeepestFirst) removeFolderIfEmpty(fs, `${tree}/${path}`);
}

/** Also under a link that someone put in our place: nothing is ever written through it. */
export function makeFolder(fs: TreeFs, path: string): void {
  try {
    fs.mkdirSync(path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !fs.lstatSync(path).isDirectory()) throw error;
  }
}

/** What stands at a path of the tree; nothing is ever read through a link. */
export function foundAt(fs: TreeFs, tree: string, path: string, isBelow = belowFolders(fs, tree)): Found {
  if (!isBelow(path)) return null;
  let isFile: boolean;
  try {
    isFile = fs.lstatSync(`${tree}/${path}`).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
  if (!isFile) return 'other';
  const content = readIfThere(fs, `${tree}/${path}`);
  return content === undefined ? null : sha256(content);
}

/** Hash over paths and hashes of files, whatever their order. */
export function restDigest(hashes: Iterable<readonly [path: string, hash: string]>): string {
  return sha256(
    [...hashes]
      .map(([path, hash]) => `${path}\0${hash}\n`)
      .sort()
      .join(''),
  );
}

/** Whether every step on the way to a path is a folder of the tree itself, and none a link. Asks once for each folder. */
export function belowFolders(fs: TreeFs, tree: string): (path: string) => boolean {
  const known = new Map<string, boolean>([['', true]]);
  const isFolderOfTree = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const is =
      isFolderOfTree(folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) && isOwnFolder(fs, `${tree}/${folder}`);
    known.set(folder, is);
    return is;
  };
  return (path) => isFolderOfTree(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
}

function isOwnFolder(fs: TreeFs, path: string): boolean {
  try {
    return fs.lstatSync(path).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** How far a plan was carried out. `void`: something stands there that is neither the old nor the new. */
export function progressOf(fs: TreeFs, { tree, next }: Places, plan: Plan): 'old' | 'between' | 'new' | 'void' {
  const isBelow = belowFolders(fs, tree);
  let isBegun = false;
  let isDone = true;
  for (const { path, before } of plan.removes) {
    const found = foundAt(fs, tree, path, isBelow);
    // A folder in its place was made for what comes below it.
    if (found === null || (found === 'other' && plan.folders.includes(path))) isBegun ||= before !== null;
    else if (found === before) isDone = false;
    else return 'void';
  }
  for (const { from, to, before, after } of plan.moves) {
    const found = foundAt(fs, tree, to, isBelow);
    if (found === after) {
      isBegun ||= before !== after;
      continue;
    }
    // What was removed to make room is neither, but the plan says so.
    const isCleared = found === null && plan.removes.some(({ path }) => path === to);
    if (found !== before && !isCleared) return 'void';
    isDone = false;
    const staged = readIfThere(fs, `${next}/${from}`);
    // After a power cut a staged file may be there without its bytes; then only a new synth helps.
    if (staged === undefined || sha256(staged) !== after) return 'void';
  }
  if (!isBegun) return 'old';
  if (isDone) return 'new';
  return restDigest(restOf(fs, tree, plan)) === plan.rest ? 'between' : 'void';
}

function restOf(fs: TreeFs, tree: string, plan: Plan): [string, string][] {
  const touched = new Set([...plan.removes.map(({ path }) => path), ...plan.moves.map(({ to }) => to)]);
  return walkTree(fs, tree)
    .files.filter((path) => !touched.has(path) && !isDebris(path))
    .map((path) => [path, sha256(readIfThere(fs, `${tree}/${path}`) ?? '')]);
}

function readPlan(fs: TreeFs, { next }: Places): Plan | undefined {
  const text = readIfThere(fs, `${next}/${planFile}`);
  if (text === undefined) return undefined;
  try {
    const plan = JSON.parse(text.toString('utf8')) as Plan;
    return plan.version === 2 && isSafe(plan) ? plan : undefined;
  } catch {
    return undefined; // torn by a power cut, or not ours
  }
}

/** The file may come from anywhere: nothing in it may lead out of the tree or the staging folder. */
function isSafe({ removes, moves, prunes, folders }: Plan): boolean {
  const paths = [...removes.map(({ path }) => path), ...moves.map(({ to }) => to), ...prunes, ...folders];
  return paths.every(staysInside) && moves.every(({ from }) => /^\d+$/.test(from));
}

/** A file that is no longer staged was moved by the run that was killed. */
function moveOnce(fs: TreeFs, from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
