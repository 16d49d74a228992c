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
    .description('allow changes that synth refuses because of what is in the cluster; each finding names its digest')
    .argument('<digest...>', 'sixteen characters each, from the findings')
    .requiredOption('--reason <text>', 'why it is right, and what was done about it; reviewers read it')
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright acknowledge 3f6c0b1d9a2e4c57 --reason 'the set is made anew around its pods after the merge'
  npx rackwright acknowledge 3f6c0b1d9a2e4c57 9a2e4c573f6c0b1d --reason 'no cluster runs this yet'`,
    )
    .action((digests: string[], { reason }: { reason: string }) =>
      runToEnd(() => runAcknowledge(process.cwd(), digests, reason), process.env),
    );
}

function runAcknowledge(cwd: string, digests: readonly string[], reason: string): 0 | 1 {
  const place = placeOf(cwd);
  const racks = rackFilesAt(place, []).flatMap((file) => {
    const { rack, refusals } = builtRack(place.root, file);
    return rack && refusals ? [{ name: rack.name, refusals }] : [];
  });
  return acknowledge(place.root, racks, digests, reason.trim());
}

/** A rack and the changes of it that are refused, by digest. */
export interface RefusedChanges {
  name: string;
  refusals: ReadonlyMap<string, Refusal>;
}

/** Writes the acknowledgements of refused changes, all or none; each covers these values of these fields and no others. */
export function acknowledge(
  root: string,
  racks: readonly RefusedChanges[],
  digests: readonly string[],
  reason: string,
): 0 | 1 {
  if (reason === '') {
    console.error('a reason is needed: it is what a reviewer has to go by');
    return 1;
  }
  const refused = racks.flatMap(({ name, refusals }) =>
    [...refusals].map(([digest, refusal]) => ({ name, digest, refusal })),
  );
  const unknown = digests.filter((each) => refused.every(({ digest }) => digest !== each));
  if (unknown.length > 0) {
    const known = refused.map(({ digest }) => digest);
    const hint = known.length === 0 ? 'no change is refused' : `refused are: ${known.join(', ')}`;
    console.error(`no refused change has the digest ${unknown.join(' or ')}; ${hint}. Nothing was written.`);
    return 1;
  }
  for (const { name, digest, refusal } of refused.filter((each) => digests.includes(each.digest))) {
    const path = acknowledgementPath(name, digest);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), acknowledgementText(refusal, reason));
    console.error(`${path}: ${refusal.rule} on ${refusal.object}. Commit it with the change.`);
  }
  return 0;
}
