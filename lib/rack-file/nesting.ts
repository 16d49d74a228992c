import type { SpecProblem } from './problem';

/** No file that people write comes near; a parser that recurses has its limit at some thousands. */
const maxDepth = 40;

/** The place from which on a text of YAML is nested too deeply to be read; found without parsing it. */
export function tooDeep(file: string, text: string): SpecProblem | undefined {
  let flow = 0;
  const indents: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (flow === 0) {
      const dashes = /^ *(?:- +)*/.exec(line)?.[0] ?? '';
      if (dashes.length < line.length) {
        while (indents.length > 0 && (indents.at(-1) as number) >= dashes.length) indents.pop();
        indents.push(dashes.length);
      }
    }
    const levels = flow === 0 ? (line.match(/^ *((?:- +)*)/)?.[1] ?? '').replaceAll(' ', '').length : 0;
    for (const { 0: token, index: column } of line.matchAll(/"(?:\\.|[^"\\])*"|'[^']*'|(?<=^|\s)#.*|[[\]{}]/g)) {
      if (token === '[' || token === '{') flow++;
      else if (token === ']' || token === '}') flow = Math.max(0, flow - 1);
      if (flow > maxDepth) return problem(file, index, column);
    }
    if (indents.length + levels > maxDepth) return problem(file, index, 0);
  }
  return undefined;
}

function problem(file: string, line: number, column: number): SpecProblem {
  return {
    file,
    line: line + 1,
    column: column + 1,
    length: 1,
    level: 'error',
    title: `more than ${maxDepth} levels of nesting`,
    detail: 'a bracket or an indentation before this place is probably never closed',
  };
}
