import { InputError } from '../lib/rack-file/input-error';
import { printProblems } from '../lib/rack-file/print-problems';
import { CannotRun } from './cannot-run';
import { placesOf } from './source-place';

/** Runs a command to its exit code. Whatever stops it becomes words; only a mistake of ours has a trace, when asked for. */
export async function runToEnd(run: () => number | Promise<number>, env: NodeJS.ProcessEnv): Promise<void> {
  leaveQuietlyWhenNobodyReads();
  try {
    process.exitCode = await run();
  } catch (error) {
    process.stderr.write(`${wordsFor(error, env)}\n`);
    process.exitCode = 2;
  }
}

export function wordsFor(error: unknown, env: NodeJS.ProcessEnv): string {
  if (error instanceof CannotRun) return error.message;
  if (error instanceof InputError) return printProblems(error.problems, { text: error.text }).trimEnd();
  if (env['RACKWRIGHT_TRACE']) return error instanceof Error ? (error.stack ?? error.message) : String(error);
  const [place] = placesOf(error);
  return [
    `rackwright stopped: ${error instanceof Error ? error.message : String(error)}`,
    ...(place ? [`  in ${place.file}:${place.line}`] : []),
    'This is a mistake of Rackwright and not of your files. RACKWRIGHT_TRACE=1 shows the trace that a report needs.',
  ].join('\n');
}

/** `rackwright check | head` closes our output early; that is no error. */
function leaveQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
}
