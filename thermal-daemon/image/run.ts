import { spawnSync } from 'node:child_process';

/** What is missing on this machine, in words for the person who started the build. */
export class Missing extends Error {}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** What to install when the program is not there. */
  readonly from?: string;
}

/** Runs a program to its end and returns its standard output. Throws with its last words when it fails. */
export function run(program: string, args: readonly string[], { cwd, env, from }: RunOptions = {}): Buffer {
  const { error, status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    env: env ? { ...process.env, ...env } : process.env,
    maxBuffer: 1 << 30,
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
    throw new Missing(`${program} is not installed${from ? `: apt-get install ${from}` : ''}`);
  }
  if (error) throw error;
  if (status !== 0) {
    const words = `${stderr.toString()}${stdout.toString()}`.trim().split('\n').slice(-15).join('\n');
    throw new Error(`${program} ${args.join(' ')}\n${words}`);
  }
  return stdout;
}

/** @returns the names that are not on PATH */
export function absentPrograms(programs: readonly string[]): string[] {
  return programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
}
