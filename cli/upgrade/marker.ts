import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { git } from '../git-objects';

/** Says in the folder of git that an upgrade is under way, and from where: what is committed is taken back otherwise. */
export interface Marker {
  /** Version before. */
  from: string;
  /** Commit on which it was begun. */
  commit: string;
}

function fileOf(root: string): string | undefined {
  const path = git(root, 'rev-parse', '--git-path', 'rackwright-upgrade')?.trim();
  return path === undefined ? undefined : resolve(root, path);
}

/** Does nothing where there is no commit to go back to. */
export function writeMarker(root: string, from: string): void {
  const file = fileOf(root);
  const commit = git(root, 'rev-parse', 'HEAD')?.trim();
  if (file !== undefined && commit !== undefined) writeFileSync(file, `${from} ${commit}\n`);
}

export function readMarker(root: string): Marker | undefined {
  const file = fileOf(root);
  if (file === undefined || !existsSync(file)) return undefined;
  const [from = '', commit = ''] = readFileSync(file, 'utf8').trim().split(' ');
  return { from, commit };
}

export function removeMarker(root: string): void {
  const file = fileOf(root);
  if (file !== undefined) rmSync(file, { force: true });
}
