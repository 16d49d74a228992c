import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LockChanges, editLock } from '../../lib/images/edit-lock';
import { parseImageLock } from '../../lib/kit/images';
import { CannotRun } from '../cannot-run';
import { lockFile } from './fetched';

/**
 * Brings images.lock.yaml to what changes make of it, whole or not at all.
 *
 * @param seen its text as the command read it
 * @returns the new text
 * @throws CannotRun when somebody else wrote to it meanwhile, or the disk refuses
 */
export function writeLock(root: string, seen: string, changes: LockChanges): string {
  const text = editLock(seen, changes);
  parseImageLock(text); // what is written can be read again
  replaceLock(root, seen, text);
  return text;
}

export function replaceLock(root: string, seen: string, text: string): void {
  const path = join(root, lockFile);
  const scratch = `${path}.new`;
  try {
    if (readFileSync(path, 'utf8') !== seen) {
      throw new CannotRun(`Somebody changed ${lockFile} meanwhile. Nothing was written; run the command again.`);
    }
    writeFileSync(scratch, text);
    renameSync(scratch, path);
  } catch (error) {
    rmSync(scratch, { force: true });
    if (error instanceof CannotRun) throw error;
    throw new CannotRun(`${lockFile} cannot be written: ${(error as Error).message}. It is as it was.`);
  }
}
