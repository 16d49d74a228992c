import { counted } from '../units/words';
import type { StatusLevel } from './line';
import type { StatusReport } from './report';

/** Lines of a terminal that nobody has to scroll. */
export const screenLines = 30;
const consequencesShown = 2;

export interface TextOptions {
  /** Writes a word of a level in its colour. */
  paint?: (text: string, level: StatusLevel | 'well') => string;
  /** Every line and consequence, however long. @default false */
  all?: boolean;
}

/** One screen: what is worst, what follows from it, and what to type. */
export function statusAsText(report: StatusReport, { paint = (text) => text, all = false }: TextOptions = {}): string {
  const { rack, at, blades, sets, apps, lines } = report;
  const time = `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
  const heading = `${rack}, ${time}: ${blades.good} of ${blades.all} blades, ${sets.good} of ${sets.all} sets, ${apps.good} of ${apps.all} apps are well`;
  if (lines.length === 0)
    return `${heading}\n\n${paint('well', 'well')}    nothing is wrong that can be seen from here\n`;
  const blocks = lines.map((line) => {
    const shown = all ? line.follows : line.follows.slice(0, consequencesShown);
    const rest = line.follows.length - shown.length;
    return [
      `${paint(line.level.padEnd(6), line.level)}  ${line.message}`,
      ...shown.map(({ message }) => `          so ${message}`),
      ...(rest > 0 ? [`          and ${counted(rest, 'more consequence')}`] : []),
      `        → ${line.command}`,
      ...(line.command.startsWith('npx rackwright runbook') ? [] : [`          npx rackwright runbook ${line.page}`]),
    ];
  });
  const kept = all ? blocks : fitting(blocks);
  const left = blocks.length - kept.length;
  return [
    heading,
    '',
    ...kept.flat(),
    ...(left > 0 ? ['', `${counted(left, 'more line')}: npx rackwright status --all`] : []),
    '',
  ].join('\n');
}

/** The first one always; then as many as the screen takes. */
function fitting(blocks: readonly string[][]): readonly string[][] {
  let used = 4;
  return blocks.filter((block, index) => {
    used += block.length;
    return index === 0 || used <= screenLines;
  });
}
