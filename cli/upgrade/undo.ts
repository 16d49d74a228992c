import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from '../cannot-run';
import { git } from '../git-objects';
import { readMarker, removeMarker } from './marker';

/** Everything as it was before the upgrade. What was changed since goes to git's stash, so nothing is lost. */
export function undo(root: string): 0 {
  const marker = readMarker(root);
  if (!marker)
    throw new CannotRun(
      'No upgrade is under way here; one that is committed is taken back with git revert and npm ci.',
    );
  if (git(root, 'rev-parse', 'HEAD')?.trim() !== marker.commit) {
    throw new CannotRun(`The upgrade from ${marker.from} is committed; take it back with git revert and npm ci.`);
  }
  const stash = ['stash', 'push', '--include-untracked', '--message', `npx rackwright upgrade from ${marker.from}`];
  if (!ran(root, 'git', stash)) throw new CannotRun('git could not put the changes aside; nothing was taken back.');
  // A lock that lacks something stops npm ci; the versions of package.json are exact all the same.
  const options = ['--no-audit', '--no-fund'];
  const isLocked = existsSync(join(root, 'package-lock.json'));
  if (!(isLocked && ran(root, 'npm', ['ci', ...options])) && !ran(root, 'npm', ['install', ...options]))
    throw new CannotRun('The files are as before, the package is not: run npm install.');
  removeMarker(root);
  process.stderr.write(`As before the upgrade: Rackwright ${marker.from}. What it had changed is in git stash list.\n`);
  return 0;
}

/** What they say goes to standard error. */
function ran(root: string, program: string, args: string[]): boolean {
  return spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] }).status === 0;
}
