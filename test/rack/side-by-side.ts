import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkout } from '../judges/tree/checkout';
import { diesWithParent } from '../judges/tree/own-world';
import type { Result, RunSettings } from './run';
import { resultsFile } from './run';
import type { RackScenario } from './scenarios/scenario';

/**
 * Runs each part of the scenarios in a process with a box of its own: most of their time is spent in waiting. A part that ends
 * without results has failed.
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
      if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Result[];
      const failures = [`box ${index + 1} ended with ${code} and no results of ${ids.join(', ')}`];
      return [{ id: `box ${index + 1}`, title: ids.join(', '), shown: '', rows: [], failures, seconds: 0 }];
    }),
  );
  return results.flat();
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
