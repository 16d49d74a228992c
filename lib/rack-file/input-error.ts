import type { SpecProblem } from './problem';

/** A file that people write cannot be read, or says something that nothing can be made of. */
export class InputError extends Error {
  constructor(
    readonly problems: readonly SpecProblem[],
    /** Text of the file, to show the lines that problems point at. @default - it has none */
    readonly text = '',
  ) {
    super(problems.map(({ file, line, column, title }) => `${file}:${line}:${column} ${title}`).join('\n'));
  }
}

/** A problem with a file as a whole. */
export function fileProblem(file: string, title: string, detail?: string): SpecProblem {
  return { file, line: 1, column: 1, length: 0, level: 'error', title, ...(detail && { detail }) };
}
