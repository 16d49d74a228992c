import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { exportsOf } from '../lib/project/compile-app';
import { CannotRun } from './cannot-run';
import { type Place, placeOf } from './rack-root';
import { runToEnd } from './run';

export function register(program: Command): void {
  program
    .command('run')
    .description('run a TypeScript file of your repository, such as the main.ts that cdk8s synth starts')
    .argument('[file]', 'file to run', 'main.ts')
    .addHelpText(
      'after',
      `
Examples:
  npx rackwright run            main.ts, as \`cdk8s synth\` does`,
    )
    .action((file: string) => runToEnd(() => runFile(placeOf(process.cwd()), file), process.env));
}

/** The exit code is that of what the file runs. */
export async function runFile({ cwd, root }: Place, typed: string): Promise<number> {
  const file = relative(root, resolve(cwd, typed)).split(sep).join('/');
  if (!existsSync(join(root, file)))
    throw new CannotRun(`${file} is not there; npx rackwright synth writes all racks without it.`);
  exportsOf(root, file);
  await new Promise((done) => setImmediate(done)); // what it started sets the exit code when it is through
  return Number(process.exitCode ?? 0);
}
