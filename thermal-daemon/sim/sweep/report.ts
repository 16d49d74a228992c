import { dominates } from '../dominance';
import { markdownTable, type Cells } from '../report';
import type { Row } from './grid';

export interface Sweep {
  readonly command: string;
  readonly bladeDays: number;
  readonly trades: readonly Row[];
  readonly sensitivity: readonly Row[];
}

const head: Cells = ['law', 'in 50–60 °C', 'peak', 'changes/h', 'mean dB(A)', 'LAeq'];

const cells = ({ name, summary }: Row): Cells => [
  name,
  `${(summary.inBandShare * 100).toFixed(2)} %`,
  `${summary.peakCelsius.toFixed(1)} °C`,
  summary.changesPerHour.toFixed(2),
  summary.meanDba.toFixed(2),
  summary.equivalentDba.toFixed(1),
];

export function sweepReport({ command, bladeDays, trades, sensitivity }: Sweep): string {
  const rivals = trades.filter(({ summary }) => !summary.contender.ours);
  const beaten = ({ summary }: Row): string =>
    rivals
      .filter((rival) => dominates(summary, rival.summary))
      .map(({ name }) => name)
      .join(', ') || '–';
  return [
    '# Sweep of the band law',
    '',
    `Made by \`${command}\`: ${bladeDays} blade-days of all six scenarios, on other blades and loads than the race's.`,
    '',
    '## What is traded for what',
    '',
    'The last column names the rivals that a row is ahead of or level with in time, peak, changes and mean dB(A), and ahead of in one.',
    '',
    ...markdownTable(
      [...head, 'dominates'],
      trades.map((row) => [...cells(row), beaten(row)]),
    ),
    '## Each number by itself',
    '',
    ...markdownTable(head, sensitivity.map(cells)),
  ].join('\n');
}
