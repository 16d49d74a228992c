import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { type Refusal, acknowledgementPath, acknowledgementText } from '../lib/review/acknowledgement';
import { builtRack } from './build-rack';
import { placeOf, rackFilesAt } from './rack-root';
import { runToEnd } from './run';

export function register(program: Command): void {
  program
    .command('acknowledge')
    .description('allow one change that synth refuses because of what is in the cluster; the finding names its digest')
    .argument('<digest>', 'sixteen characters, from the finding')
    .requiredOption('--reason <text>', 'why it is right, and what was done about it; reviewers read it')
    .addHelpText(
      'after',
      `
Example:
  npx rackwright acknowledge 3f6c0b1d9a2e4c57 --reason 'the set is made anew around its pods after the merge'`,
    )
    .action((digest: string, { reason }: { reason: string }) =>
      runToEnd(() => runAcknowledge(process.cwd(), digest, reason), process.env),
    );
}

function runAcknowledge(cwd: string, digest: string, reason: string): 0 | 1 {
  const place = placeOf(cwd);
  const racks = rackFilesAt(place, []).flatMap((file) => {
    const { rack, refusals } = builtRack(place.root, file);
    return rack && refusals ? [{ name: rack.name, refusals }] : [];
  });
  return acknowledge(place.root, racks, digest, reason.trim());
}

/** A rack and the changes of it that are refused, by digest. */
export interface RefusedChanges {
  name: string;
  refusals: ReadonlyMap<string, Refusal>;
}

/** Writes the acknowledgement of one refused change; it covers these values of these fields and no others. */
export function acknowledge(root: string, racks: readonly RefusedChanges[], digest: string, reason: string): 0 | 1 {
  if (reason === '') {
    console.error('a reason is needed: it is what a reviewer has to go by');
    return 1;
  }
  for (const { name, refusals } of racks) {
    const refusal = refusals.get(digest);
    if (!refusal) continue;
    const path = acknowledgementPath(name, digest);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), acknowledgementText(refusal, reason));
    console.error(`${path}: ${refusal.rule} on ${refusal.object}. Commit it with the change.`);
    return 0;
  }
  const known = racks.flatMap(({ refusals }) => [...refusals.keys()]);
  const hint = known.length === 0 ? 'no change is refused' : `refused are: ${known.join(', ')}`;
  console.error(`no refused change has the digest ${digest}; ${hint}`);
  return 1;
}
