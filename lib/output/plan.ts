import { indexFile, sha256 } from './index-file';
import { OutputError } from './output-error';
import { codeOf, readIfThere, removeFile, removeFolderIfEmpty, type TreeFs } from './tree-fs';

/**
 * What turns the old tree into the new one, written down before the first change of the tree, beside the new files it
 * needs. Whoever finds a plan and a tree without index carries the plan out; every step may be done twice.
 */
export interface Plan {
  version: 1;
  /** Files, links and the like that go. */
  removes: string[];
  /** Folders that may be empty afterwards, deepest first. */
  prunes: string[];
  /** Folders that the new files need, parents first. */
  folders: string[];
  /** Name in the staging folder → place in the tree, with the hash that makes a torn file known. */
  moves: { from: string; to: string; sha256: string }[];
}

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

/** From here on the tree does not count as whole, until the new index is in its place. */
export function takeIndexAway(fs: TreeFs, { tree }: Places): void {
  removeFile(fs, `${tree}/${indexFile}`);
}

/** Only on a tree whose index was taken away; the new one comes last, so no state in between has one. */
export function carryOut(fs: TreeFs, { tree, next }: Places, plan: Plan): void {
  removeAll(fs, tree, plan.removes, plan.prunes);
  for (const path of plan.folders) makeFolder(fs, `${tree}/${path}`);
  for (const { from, to } of plan.moves) moveOnce(fs, `${next}/${from}`, `${tree}/${to}`);
  moveOnce(fs, `${next}/${indexFile}`, `${tree}/${indexFile}`);
}

/**
 * Finishes what a killed writer had begun, if it had come as far as its plan. With an index in its place the tree stands
 * for itself, old or new (or git put it there), and a plan left behind is void: it must not remove anything any more.
 */
export function finishInterrupted(fs: TreeFs, places: Places): void {
  if (isFolder(fs, places.tree) && readIfThere(fs, `${places.tree}/${indexFile}`) === undefined) {
    const plan = readPlan(fs, places);
    if (plan !== undefined && isComplete(fs, places, plan)) carryOut(fs, places, plan);
  }
  discardStaging(fs, places);
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

export function hasPlan(fs: TreeFs, places: Places): boolean {
  return readPlan(fs, places) !== undefined;
}

function readPlan(fs: TreeFs, { next }: Places): Plan | undefined {
  const text = readIfThere(fs, `${next}/${planFile}`);
  if (text === undefined) return undefined;
  try {
    const plan = JSON.parse(text.toString('utf8')) as Plan;
    return plan.version === 1 ? plan : undefined;
  } catch {
    return undefined; // torn by a power cut: the tree has no index, so the next synth writes all of it
  }
}

/** After a power cut a staged file may be there without its bytes; then only a new synth helps. */
function isComplete(fs: TreeFs, { tree, next }: Places, plan: Plan): boolean {
  const hasIndex = readIfThere(fs, `${next}/${indexFile}`) !== undefined;
  return (
    hasIndex &&
    plan.moves.every(({ from, to, sha256: wanted }) => {
      const staged = readIfThere(fs, `${next}/${from}`) ?? readIfThere(fs, `${tree}/${to}`);
      return staged !== undefined && sha256(staged) === wanted;
    })
  );
}

/** A file that is no longer staged was moved by the run that was killed. */
function moveOnce(fs: TreeFs, from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
