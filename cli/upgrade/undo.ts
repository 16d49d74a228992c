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
  const stash = ['stash', 'push', '--include-untracked', '--message', `rackwright upgrade from ${marker.from}`];
  run(root, 'git', stash);
  const install = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  run(root, 'npm', [install, '--no-audit', '--no-fund']);
  removeMarker(root);
  process.stderr.write(`As before the upgrade: Rackwright ${marker.from}. What it had changed is in git stash list.\n`);
  return 0;
}

function run(root: string, program: string, args: string[]): void {
  const { status } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new CannotRun(`${program} ${args.join(' ')} failed; run it by hand, then npm ci.`);
}
