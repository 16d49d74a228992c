import { onOneLine } from './echo';
import { mask } from './mask';
import type { SpecProblem } from './problem';

/** The part of picocolors that is used; pass it only when the output is a terminal. */
export interface Colors {
  red: (text: string) => string;
  yellow: (text: string) => string;
  bold: (text: string) => string;
  dim: (text: string) => string;
}

const plain = (text: string) => text;
export const noColors: Colors = { red: plain, yellow: plain, bold: plain, dim: plain };

export interface PrintOptions {
  /** The file that was read. */
  text: string;
  /** Said behind the count, such as `Nothing was written; dist/homelab is as it was.` @default - nothing */
  outcome?: string;
  /** Whether a total follows; not where it comes behind more than problems. @default true */
  counted?: boolean;
  /** @default noColors */
  colors?: Colors;
}

/** Longer lines are cut around the place that is meant. */
const maxLineLength = 140;

/** Problems as people read them, and how many there are; '' when there are none. */
export function printProblems(
  problems: readonly SpecProblem[],
  { text, outcome, counted = true, colors = noColors }: PrintOptions,
): string {
  if (problems.length === 0) return '';
  const lines = text.split(/\r\n|\n|\r/);
  const blocks = problems.map((problem) => block(problem, lines[problem.line - 1] ?? '', colors));
  if (!counted) return `${blocks.join('\n\n')}\n\n`;
  return `${blocks.join('\n\n')}\n\n${[`${countOf(problems)}.`, outcome].filter(Boolean).join(' ')}\n`;
}

function block(problem: SpecProblem, line: string, colors: Colors): string {
  const { file, column, length, level, title, detail, suggestion } = problem;
  const color = level === 'error' ? colors.red : colors.yellow;
  const head = `${colors.bold(`${onOneLine(file)}:${problem.line}:${column}`)} ${color(level === 'error' ? title : `warning: ${title}`)}`;
  return [
    head,
    ...(length > 0 ? snippet(problem, line, color, colors) : []),
    ...(detail ? [`   ${detail}`] : []),
    ...(suggestion === undefined ? [] : [`   did you mean ${colors.bold(suggestion)}?`]),
  ].join('\n');
}

function snippet(
  { line: number, column, length }: SpecProblem,
  line: string,
  color: (text: string) => string,
  { dim }: Colors,
): string[] {
  const cut = line.length > maxLineLength ? Math.max(0, Math.min(column - 41, line.length - maxLineLength)) : 0;
  const shown = mask(line)
    .slice(cut, cut + maxLineLength)
    // One column each, so that the caret stays below what it points at.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zs}]/gu, ' ');
  const gutter = String(number).padStart(5);
  const caret = '^'.repeat(Math.max(1, Math.min(length, shown.length - (column - 1 - cut))));
  return [
    `${dim(`${gutter} │`)} ${shown}`,
    `${dim(`${' '.repeat(gutter.length)} │`)} ${' '.repeat(column - 1 - cut)}${color(caret)}`,
  ];
}

function countOf(problems: readonly SpecProblem[]): string {
  const errors = problems.filter(({ level }) => level === 'error').length;
  const warnings = problems.length - errors;
  return [
    ...(errors > 0 ? [`${errors} error${errors > 1 ? 's' : ''}`] : []),
    ...(warnings > 0 ? [`${warnings} warning${warnings > 1 ? 's' : ''}`] : []),
  ].join(', ');
}
