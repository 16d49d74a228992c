import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** A process to time, from start to exit. */
export interface Contestant {
  name: string;
  command: string;
  args: string[];
  cwd: string;
  env?: Record<string, string>;
}

export interface Timing {
  name: string;
  medianMs: number;
  minMs: number;
  maxMs: number;
}

/** Times all contestants in turn, round after round, so that a noisy minute hits each of them alike. */
export function race(contestants: readonly Contestant[], rounds: number): Timing[] {
  const times = contestants.map(() => [] as number[]);
  for (const contestant of contestants) timeOnce(contestant); // warms disk cache and bundle
  for (let round = 0; round < rounds; round++) {
    contestants.forEach((contestant, index) => times[index]!.push(timeOnce(contestant)));
  }
  return contestants.map(({ name }, index) => {
    const sorted = times[index]!.sort((a, b) => a - b);
    return { name, medianMs: sorted[Math.floor(sorted.length / 2)]!, minMs: sorted[0]!, maxMs: sorted.at(-1)! };
  });
}

function timeOnce({ name, command, args, cwd, env }: Contestant): number {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? error?.message}:\n${stderr}`);
  return milliseconds;
}
