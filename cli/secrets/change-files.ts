import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OutputError, explained } from '../../lib/output/output-error';
import { type TreeFs, makeFolderWithParents, readIfThere, realFs, removeFile } from '../../lib/output/tree-fs';
import { type Turn, takeTurn } from '../../lib/output/turn';
import { readSecretFiles } from '../../lib/secrets/read-secret-files';
import { type SecretFileText, changeFolder, isPathOfRack, planPath, secretFolder } from '../../lib/secrets/secret-path';
import { CannotRun } from './world';

/** New text of a file below `secrets/<rack>/`; undefined removes it. */
export type FileChanges = ReadonlyMap<string, string | undefined>;

/** Another command wrote to the folder after this one had read it. Nothing was written; reading again helps. */
export class ChangedMeanwhile extends CannotRun {}

/**
 * What a change of several files does, written down before the first of them changes. One value often stands in several
 * files, so a change that ended half way would leave a server and its client with different passwords.
 */
interface Plan {
  version: 1;
  /** Texts are those of sealed files. Hashes are SHA-256 in hex, absent where there is no file. */
  files: { path: string; before?: string; text?: string }[];
}

interface Place {
  /** Root of the checkout. */
  root: string;
  rack: string;
  fs?: TreeFs;
}

/**
 * All changes or none, by one writer at a time.
 *
 * @param seen every file of the rack as the command read it
 * @throws ChangedMeanwhile when one of them is not so any more; CannotRun when the disk refuses, with every file as it was
 */
export function changeFiles({ root, rack, fs = realFs }: Place, seen: readonly SecretFileText[], changes: FileChanges): void {
  if (changes.size === 0) return;
  const folder = join(root, secretFolder(rack));
  inTurn({ root, rack, fs }, () => {
    const now = readSecretFiles(root, rack);
    if (!sameFiles(seen, now)) {
      throw new ChangedMeanwhile(`Another command changed ${secretFolder(rack)} meanwhile. Nothing was written; run it again.`);
    }
    const before = new Map(now.map(({ path, text }) => [path, text]));
    const files = [...changes].map(([path, text]) => ({ path, before: hashOf(before.get(path)), text }));
    const plan = join(root, planPath(rack));
    try {
      writeWhole(fs, plan, JSON.stringify({ version: 1, files } satisfies Plan));
      carryOut(fs, folder, files);
    } catch (error) {
      carryOut(fs, folder, files.map(({ path }) => ({ path, text: before.get(path) })));
      throw error;
    } finally {
      if (isOneOf(fs, folder, files, before)) removeFile(fs, plan);
    }
  });
}

/** Finishes a change that a kill or a power cut interrupted; no reader may find half of it. */
export function finishInterrupted({ root, rack, fs = realFs }: Place): void {
  if (!existsSync(join(root, planPath(rack)))) return;
  inTurn({ root, rack, fs }, () => {});
}

function inTurn({ root, rack, fs }: Required<Place>, work: () => void): void {
  try {
    const turn = takeTurn(fs, join(root, changeFolder(rack)), secretFolder(rack));
    try {
      finishPlan({ root, rack, fs });
      work();
    } finally {
      giveBack(turn);
    }
  } catch (error) {
    const told = explained(error, secretFolder(rack), 'old');
    throw told instanceof OutputError ? new CannotRun(told.message) : told;
  }
}

/** The change stands by then; a ticket that cannot be removed is void as soon as this process ends. */
function giveBack(turn: Turn): void {
  try {
    turn.release();
  } catch {
    // nothing to do
  }
}

/** A plan holds as long as every file is as it found it or as it makes it; else somebody went another way since. */
function finishPlan({ root, rack, fs }: Required<Place>): void {
  const path = join(root, planPath(rack));
  const plan = planIn(readIfThere(fs, path)?.toString('utf8'));
  const folder = join(root, secretFolder(rack));
  const holds = plan?.files.every(({ path: file, before, text }) => {
    const now = hashOf(readIfThere(fs, join(folder, file))?.toString('utf8'));
    return now === before || now === hashOf(text);
  });
  if (plan && holds) carryOut(fs, folder, plan.files);
  removeFile(fs, path);
}

function planIn(text: string | undefined): Plan | undefined {
  try {
    const plan = JSON.parse(text ?? '') as Plan;
    return plan.version === 1 && plan.files.every(({ path }) => isPathOfRack(path)) ? plan : undefined;
  } catch {
    return undefined; // cut off by a power failure before any file changed
  }
}

function carryOut(fs: TreeFs, folder: string, files: readonly { path: string; text?: string }[]): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    if (text === readIfThere(fs, target)?.toString('utf8')) continue;
    if (text === undefined) removeFile(fs, target);
    else {
      makeFolderWithParents(fs, dirname(target));
      writeWhole(fs, target, text);
    }
  }
}

function writeWhole(fs: TreeFs, target: string, text: string): void {
  const scratch = `${target}.new`;
  try {
    fs.writeFileSync(scratch, text);
    fs.renameSync(scratch, target);
  } catch (error) {
    removeFile(fs, scratch);
    throw error;
  }
}

/** Whether all files are new, or all are old: then the plan has served. */
function isOneOf(fs: TreeFs, folder: string, files: Plan['files'], before: ReadonlyMap<string, string>): boolean {
  const now = files.map(({ path }) => readIfThere(fs, join(folder, path))?.toString('utf8'));
  return (
    files.every(({ text }, index) => now[index] === text) ||
    files.every(({ path }, index) => now[index] === before.get(path))
  );
}

function sameFiles(seen: readonly SecretFileText[], now: readonly SecretFileText[]): boolean {
  return seen.length === now.length && seen.every(({ path, text }, at) => now[at]?.path === path && now[at]?.text === text);
}

function hashOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex');
}
