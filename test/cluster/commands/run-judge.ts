import { spawn } from 'node:child_process';
import { type Progress, buildComponents } from '../build/build-components';
import type { ComponentName } from '../build/component-table';

/** Builds a judge if need be and hands it our standard input and output; resolves with its exit code. */
export async function runJudge(name: ComponentName, progress: Progress): Promise<number> {
  const programs = await buildComponents([name], progress);
  return new Promise((resolve, reject) => {
    const judge = spawn(programs[name], { stdio: 'inherit' });
    judge.on('error', reject);
    judge.on('close', (code) => resolve(code ?? 2));
  });
}
