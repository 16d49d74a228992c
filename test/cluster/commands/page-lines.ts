import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Bench } from '../bench';
import { projectRoot } from '../project-root';

const run = promisify(execFile);

/** A line of kubectl on a runbook's page, below the heading `section`, the nearest of second or third level. */
export interface PageLine {
  section: string;
  line: string;
}

/** Every line of kubectl of a page, in its order. */
export function kubectlLines(page: string): PageLine[] {
  const lines: PageLine[] = [];
  let section = '';
  for (const line of readFileSync(join(projectRoot(), page), 'utf8').split('\n')) {
    const heading = /^###? (.+)$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    else if (line.startsWith('kubectl ')) lines.push({ section, line });
  }
  return lines;
}

/**
 * Runs a line in a shell, with the real kubectl, and returns what it printed.
 *
 * @param names what stands for the page's examples: `blade-07`, `<claim>`
 * @throws with the words of kubectl when it refuses
 */
export async function runLine(
  bench: Bench,
  { line }: PageLine,
  names: Readonly<Record<string, string>>,
): Promise<string> {
  const text = Object.entries(names).reduce((result, [from, to]) => result.replaceAll(from, to), line);
  const env = {
    ...process.env,
    KUBECONFIG: bench.kubeconfig,
    PATH: `${dirname(bench.programs.kubectl!)}:${process.env['PATH']}`,
  };
  try {
    return (await run('sh', ['-c', text], { env, timeout: 180_000 })).stdout;
  } catch (error) {
    throw new Error(`${text}: ${(error as { stderr?: string }).stderr?.trim() ?? (error as Error).message}`);
  }
}
