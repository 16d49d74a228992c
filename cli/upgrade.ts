import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { version } from '../package.json';
import { migrationsBetween } from '../lib/project/migrations';
import { CannotRun } from './cannot-run';
import { type Place, placeOf, rackFilesAt } from './rack-root';
import { runToEnd } from './run';
import { runSynth } from './synth';

export function register(program: Command): void {
  program
    .command('upgrade')
    .description(
      'take a newer Rackwright: install it, migrate rack files, write what follows, say what is left to a person',
    )
    .argument('[package]', 'version or tarball (the newest version by default)')
    .option('--from <version>', 'only migrate and write, from this version; the package is there already')
    .addHelpText(
      'after',
      `
Everything must be committed before, so that one command takes it back: git checkout . && npm ci
Exit codes: 0 nothing is left to do but to read the diff, 1 a person must act first, 2 could not run.

Examples:
  rackwright upgrade 0.3.0
  rackwright upgrade ../rackwright-0.3.0.tgz`,
    )
    .action((wanted: string | undefined, { from }: { from?: string }) =>
      runToEnd(() => {
        const place = placeOf(process.cwd());
        return from === undefined ? install(place, wanted) : runMigrations(place, from);
      }, process.env),
    );
}

/** The new version goes on by itself: only it knows what it wants of a rack file. */
function install({ root }: Place, wanted = 'latest'): number {
  const open = spawnSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' });
  if (open.status !== 0 || open.stdout.trim() !== '') {
    throw new CannotRun(
      'Commit first: an upgrade is taken back with git checkout . && npm ci, which drops what is not committed.',
    );
  }
  const spec = existsSync(wanted) ? wanted : `rackwright@${wanted}`;
  const npm = spawnSync('npm', ['install', '--save-exact', '--no-audit', '--no-fund', spec], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0)
    throw new CannotRun(`npm could not install ${spec}; take it back with: git checkout . && npm ci`);
  const next = join(root, 'node_modules/rackwright/bin/rackwright.cjs');
  return spawnSync(process.execPath, [next, 'upgrade', '--from', version], { cwd: root, stdio: 'inherit' }).status ?? 2;
}

/** Migrates every rack file, then writes as `npm start` does. New apps stay off: an app is on when it is named. */
export function runMigrations(place: Place, from: string): number {
  const due = migrationsBetween(from, version);
  for (const file of rackFilesAt(place, [])) {
    const path = join(place.root, file);
    const text = readFileSync(path, 'utf8');
    const migrated = due.reduce((so, { migrate }) => migrate(so), text);
    if (migrated === text) continue;
    writeFileSync(path, migrated);
    for (const { what } of due) process.stderr.write(`${file}: ${what}\n`);
  }
  const code = runSynth({ place, files: [], json: false });
  process.stderr.write(
    code === 0
      ? `Rackwright ${from} → ${version}. Read the diff, run npm test, commit. To take it back: git checkout . && npm ci\n`
      : `Rackwright ${from} → ${version}: the findings above are yours to settle, then run npm start. To take it back: git checkout . && npm ci\n`,
  );
  return code;
}
