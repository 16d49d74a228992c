import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import { notesBetween } from '../../lib/project/changelog';
import { type Migration, compareVersions, migrationsBetween } from '../../lib/project/migrations';
import { CannotRun } from '../cannot-run';
import { git } from '../git-objects';
import type { BuiltRack } from '../../lib/synth';
import { type Place, rackFilesAt } from '../rack-root';
import { runReview } from '../review';
import { runSynth } from '../synth';
import { writeMarker } from './marker';
import { stepsLeft } from './steps-left';

/**
 * Migrates every rack file, writes as `npm start` does, and says what that does to the cluster and what is left to a person.
 * New apps stay off: an app is on when it is named.
 *
 * @param from version that wrote what is committed
 */
export function afterInstall(place: Place, from: string): number {
  const start = performance.now();
  if (!/^\d+\.\d+\.\d+/.test(from)) throw new CannotRun(`${from} is no version; write one such as 0.2.0.`);
  if (compareVersions(from, version) > 0) {
    throw new CannotRun(
      `Rackwright ${version} is older than ${from}: rack files are only migrated forward. To go back: git checkout . && npm ci`,
    );
  }
  const { root } = place;
  writeMarker(root, from);
  tellNotes(from);
  migrate(place, migrationsBetween(from, version));
  let built: readonly BuiltRack[] = [];
  const written = runSynth({ place, files: [], json: false, seen: (racks) => (built = racks) });
  const reviewed = written === 0 ? review(place) : 0;
  const machines = changedMachines(root);
  const isReadable = built.every(({ rack }) => rack !== undefined);
  const steps = stepsLeft({ isReadable, findings: built.flatMap(({ findings }) => findings), machines });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const left =
    steps.length === 0
      ? 'Nothing is left to decide: read the diff, npm test, commit, push.'
      : `Left to you, in this order:\n${steps.map((step, index) => `  ${index + 1}. ${step}`).join('\n')}`;
  process.stderr.write(
    `\nRackwright ${from} → ${version} · ${seconds} s\n${left}\nTo take all of it back: npx rackwright upgrade --undo\n`,
  );
  const code = Math.max(written, reviewed);
  return code === 0 && steps.length > 0 ? 1 : code;
}

function tellNotes(from: string): void {
  // In the package it lies beside the program.
  const file = join(__dirname, 'CHANGELOG.md');
  if (!existsSync(file)) return;
  const all = notesBetween(readFileSync(file, 'utf8'), from, version);
  for (const { version: of, entries } of all)
    process.stderr.write(`${of}\n${entries.map((entry) => `  ${entry}\n`).join('')}`);
  if (all.length > 0) process.stderr.write('More of each: node_modules/rackwright/CHANGELOG.md\n');
}

function migrate(place: Place, due: readonly Migration[]): void {
  for (const file of rackFilesAt(place, [])) {
    const path = join(place.root, file);
    let text = readFileSync(path, 'utf8');
    for (const { what, migrate: migrated } of due) {
      const next = migrated(text);
      if (next !== text) process.stderr.write(`${file}: ${what}\n`);
      text = next;
    }
    writeFileSync(path, text);
  }
}

function review(place: Place): 0 | 1 | 3 {
  try {
    return runReview(place, 'HEAD', 'dist', {});
  } catch (error) {
    // A repository whose first dist/ is not committed yet has nothing that could change.
    if (error instanceof CannotRun) return 0;
    throw error;
  }
}

/** Patches of machines that are not as they are committed. */
function changedMachines(root: string): string[] {
  const changed = git(root, 'status', '--porcelain', '--untracked-files=all', '--', 'talos') ?? '';
  return changed.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.slice(3)]));
}
