import type { Finding, Level } from '../facts/finding';
import { compareFindings } from '../facts/finding-order';
import { countOf } from './count';

/** The part of picocolors that is used; pass it only when the output is a terminal. */
export interface Colors {
  red: (text: string) => string;
  yellow: (text: string) => string;
  blue: (text: string) => string;
  bold: (text: string) => string;
  dim: (text: string) => string;
}

const plain = (text: string) => text;
export const noColors: Colors = { red: plain, yellow: plain, blue: plain, bold: plain, dim: plain };

const colorOf: Readonly<Record<Level, keyof Colors>> = { error: 'red', warning: 'yellow', info: 'blue' };

interface TextOptions {
  /** @default noColors */
  colors?: Colors;
  /** What was told before and belongs into the same total. @default - nothing */
  told?: readonly Pick<Finding, 'level'>[];
}

/** Findings as people read them: under the object they are about, worst object first, and how many there are. */
export function findingsAsText(
  findings: readonly Finding[],
  { colors = noColors, told = [] }: TextOptions = {},
): string {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(compareFindings)) {
    groups.set(finding.object, [...(groups.get(finding.object) ?? []), finding]);
  }
  const blocks = [...groups].map(([object, own]) =>
    [heading(object, own, colors), ...own.map((one) => lines(one, colors))].join('\n'),
  );
  return `${[...blocks, countOf([...told, ...findings])].join('\n\n')}\n`;
}

/** The object, and the file of the app that made it. */
function heading(object: string, own: readonly Finding[], colors: Colors): string {
  const source = own.find((each) => each.source !== undefined)?.source;
  return `${colors.bold(object)}${source === undefined ? '' : ` ${colors.dim(`(${source})`)}`}`;
}

function lines({ level, rule, path, message, fix, at }: Finding, colors: Colors): string {
  const where = path === '' ? '' : `${path}: `;
  return [
    `  ${colors[colorOf[level]](level)} ${where}${message} ${colors.dim(`(${rule}${at ? `, ${at.file}:${at.line}` : ''})`)}`,
    ...(fix === '' ? [] : [`    ${colors.dim('→')} ${fix}`]),
  ].join('\n');
}
