import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { inspectTree } from '../../lib/output/inspect';
import { writeTree } from '../../lib/output/write';
import { judge, versionOf } from './verdict';
import { rack, trees } from './trees';

export interface Outcome {
  name: string;
  fault?: string;
}

/**
 * A real disk of 1 MiB in memory, filled up to a random rest before each write, then read-only. Mounting needs root;
 * without it this says so and shows nothing (`lib/output/write-faults.test.ts` tries the same errors at every call).
 */
export function fullDisks(disk: string): Outcome[] {
  fs.mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    console.log('full disk: not shown here, since mounting a small one needs root');
    return [];
  }
  try {
    return [...filledUp(disk, 60), readOnly(disk)];
  } finally {
    execFileSync('umount', [disk]);
  }
}

function filledUp(disk: string, rounds: number): Outcome[] {
  const dist = `${disk}/dist`;
  const ballast = `${disk}/ballast`;
  writeTree(dist, rack, trees.a);
  let refused = 0;
  const outcomes = Array.from({ length: rounds }, (_, round): Outcome => {
    const before = versionOf(dist);
    fill(ballast, Math.random() * 300_000);
    const error = attempt(() => writeTree(dist, rack, trees[before === 'a' ? 'b' : 'a']));
    const verdict = judge(dist, false);
    fs.rmSync(ballast);
    if (error !== undefined) refused++;
    return { name: `full disk ${round}`, fault: verdict.fault ?? faultOf(error, before, versionOf(dist)) };
  });
  console.log(`full disk: ${refused} of ${rounds} writes refused`);
  return [...outcomes, { name: 'the disk was full', ...(refused === 0 && { fault: 'no write was refused' }) }];
}

function readOnly(disk: string): Outcome {
  const dist = `${disk}/dist`;
  const before = versionOf(dist);
  execFileSync('mount', ['-o', 'remount,ro', disk]);
  const error = attempt(() => writeTree(dist, rack, trees[before === 'a' ? 'b' : 'a']));
  const isUntouched = inspectTree(dist, rack).state === 'whole' && versionOf(dist) === before;
  const says = error?.message.includes('the file system is read-only') && error.message.includes('is as it was');
  return { name: 'read-only disk', ...(!(isUntouched && says) && { fault: error?.message ?? 'no error' }) };
}

/** Everything but about `rest` bytes. */
function fill(ballast: string, rest: number): void {
  const { bavail, bsize } = fs.statfsSync(ballast.slice(0, ballast.lastIndexOf('/')));
  fs.writeFileSync(ballast, Buffer.alloc(Math.max(0, bavail * bsize - rest)));
}

export function attempt(run: () => unknown): Error | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

function faultOf(error: Error | undefined, before: string | undefined, after: string | undefined): string | undefined {
  if (error === undefined) return after === before ? 'a write without error changed nothing' : undefined;
  if (!error.message.includes('the disk is full')) return `unclear message: ${error.message}`;
  if (error.message.includes('is as it was') && after !== before) return 'the old tree was said to stand';
  return undefined;
}
