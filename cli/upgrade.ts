import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { version } from '../package.json';
import { CannotRun } from './cannot-run';
import { type Place, placeOf } from './rack-root';
import { runToEnd } from './run';
import { copyVendored, vendored } from './vendored';
import { afterInstall } from './upgrade/after-install';
import { undo } from './upgrade/undo';

interface UpgradeOptions {
  from?: string;
  undo?: boolean;
}

export function register(program: Command): void {
  program
    .command('upgrade')
    .description(
      'take a newer Rackwright: install it, migrate rack files, write what follows, say what is left to a person',
    )
    .argument('[package]', 'version or tarball (the newest version by default)')
    .option('--undo', 'take the last upgrade back, as long as it is not committed')
    .option('--from <version>', 'only migrate and write, from this version; the package is there already')
    .addHelpText(
      'after',
      `
Everything must be committed before. Exit codes: 0 nothing is left but to read the diff and commit, 1 a person must act
first, 2 could not run, 3 the change may lose data and is not acknowledged.

Examples:
  npx rackwright upgrade 0.3.0
  npx rackwright upgrade ../rackwright-0.3.0.tgz
  npx rackwright upgrade --undo                     everything is as before; what you changed since is kept by git stash`,
    )
    .action((wanted: string | undefined, options: UpgradeOptions) =>
      runToEnd(() => {
        const place = placeOf(process.cwd());
        if (options.undo) return undo(place.root);
        return options.from === undefined ? install(place, wanted) : afterInstall(place, options.from);
      }, process.env),
    );
}

/** The new version goes on by itself: only it knows what it wants of a rack file. */
function install({ cwd, root }: Place, wanted: string | undefined): number {
  const spec = specOf(root, wanted === undefined || !existsSync(join(cwd, wanted)) ? wanted : join(cwd, wanted));
  const open = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (open.status !== 0)
    throw new CannotRun('An upgrade is taken back with git; begin with: git init && git add --all && git commit');
  if (open.stdout.trim() !== '')
    throw new CannotRun(`Commit first, so that the upgrade can be taken back:\n${open.stdout.trimEnd()}`);
  process.stderr.write(`Installing ${spec} …\n`);
  const carried = vendored(root, spec);
  copyVendored(root, carried);
  const npm = spawnSync('npm', ['install', '--save-exact', '--no-audit', '--no-fund', carried.spec], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0 && carried.copy) rmSync(join(root, carried.copy.to));
  if (npm.status !== 0) throw new CannotRun(`npm could not install ${spec}. To go back: git checkout . && npm ci`);
  const next = join(root, 'node_modules/rackwright/bin/rackwright.cjs');
  return spawnSync(process.execPath, [next, 'upgrade', '--from', version], { cwd: root, stdio: 'inherit' }).status ?? 2;
}

/** What npm is asked for: never a name of a registry where the repository takes Rackwright from somewhere else. */
function specOf(root: string, wanted: string | undefined): string {
  const text = readFileSync(join(root, 'package.json'), 'utf8');
  const spec = (JSON.parse(text) as { dependencies?: Record<string, string> }).dependencies?.['rackwright'];
  if (spec === undefined)
    throw new CannotRun('package.json does not depend on rackwright, so there is nothing to upgrade.');
  const isVersion = (each: string) => /^[\^~]?\d+\.\d+\.\d+\S*$/.test(each);
  if (wanted !== undefined && !isVersion(wanted) && wanted !== 'latest') return wanted;
  if (!isVersion(spec)) {
    throw new CannotRun(
      `package.json takes Rackwright from ${spec}, not from a registry; name the newer tarball: npx rackwright upgrade ../rackwright-<version>.tgz`,
    );
  }
  return `rackwright@${wanted ?? 'latest'}`;
}
