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

/**
 * Times all contestants in turn, round after round, so that a noisy minute hits each of them alike. One that could not
 * be prepared is left out.
 */
export function race<Key extends string>(
  contestants: Record<Key, Contestant | undefined>,
  rounds: number,
): Partial<Record<Key, Timing>> {
  const there = Object.entries(contestants).flatMap(([key, contestant]) =>
    contestant ? [{ key: key as Key, contestant: contestant as Contestant, times: [] as number[] }] : [],
  );
  for (const { contestant } of there) timeOnce(contestant); // warms disk cache and bundle
  for (let round = 0; round < rounds; round++) {
    for (const { contestant, times } of there) times.push(timeOnce(contestant));
  }
  return Object.fromEntries(
    there.map(({ key, contestant, times }) => [key, timing(contestant.name, times)]),
  ) as Partial<Record<Key, Timing>>;
}

/** @param times milliseconds */
export function timing(name: string, times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { name, medianMs: sorted[Math.floor(sorted.length / 2)]!, minMs: sorted[0]!, maxMs: sorted.at(-1)! };
}

function timeOnce({ name, command, args, cwd, env }: Contestant): number {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    // What it prints is nobody's: kustomize prints more than spawnSync keeps, which would end it.
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? error?.message}:\n${stderr}`);
  return milliseconds;
}
