import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkout } from '../judges/tree/checkout';
import { diesWithParent } from '../judges/tree/own-world';
import type { Result, RunSettings } from './run';
import { resultsFile } from './run';
import type { RackScenario } from './scenarios/scenario';

type Titled = Pick<RackScenario, 'id' | 'title'>;

/**
 * Runs each part of the scenarios in a process with a box of its own: most of their time is spent in waiting. A scenario
 * without a result has failed, whatever ended its process.
 */
export async function runSideBySide(
  parts: readonly (readonly RackScenario[])[],
  flags: readonly string[],
  { out, progress }: Pick<RunSettings, 'out' | 'progress'>,
): Promise<Result[]> {
  const results = await Promise.all(
    parts.map(async (scenarios, index) => {
      const folder = join(out, `box-${index + 1}`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      const ids = scenarios.map(({ id }) => id);
      const code = await runPart([...ids, ...flags, `--out=${folder}`], (line) => progress(`box ${index + 1} ${line}`));
      const file = join(folder, resultsFile);
      const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Result[]) : [];
      return withMissing(kept, scenarios, `box ${index + 1} ended with ${code} before it had a result`);
    }),
  );
  return results.flat();
}

/** Results, and a failure for each scenario that has none. */
export function withMissing(kept: readonly Result[], scenarios: readonly Titled[], why: string): Result[] {
  const missing = scenarios.filter(({ id }) => !kept.some((each) => each.id === id));
  return [
    ...kept,
    ...missing.map(({ id, title }) => ({ id, title, shown: '', rows: [], failures: [`${id}: ${why}`], seconds: 0 })),
  ];
}

/** @returns its exit code, or the signal that ended it */
function runPart(args: readonly string[], say: (line: string) => void): Promise<number | string> {
  const entry = join(checkout(), 'bin', 'run.cjs');
  const [command, ...before] = diesWithParent;
  const child = spawn(command, [...before, process.execPath, entry, process.argv[1]!, '--', 'test', ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  createInterface({ input: child.stderr }).on('line', say);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'nothing'));
  });
}
