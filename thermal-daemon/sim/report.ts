import type { FalseAlarmRow } from './false-alarms';
import type { Summary } from './summary';

export interface FaultRow {
  readonly name: string;
  readonly runs: number;
  readonly medianSeconds: number;
  readonly worstSeconds: number;
  readonly needlessSeconds: number;
  /** Of the blade that it makes most of. */
  readonly soonerSeconds: number;
}

export interface Report {
  readonly command: string;
  readonly blades: number;
  readonly days: number;
  readonly overall: readonly Summary[];
  /** The same on blades whose constants are half off. */
  readonly others: readonly Summary[];
  readonly byScenario: readonly { readonly name: string; readonly rows: readonly Summary[] }[];
  readonly faults: readonly FaultRow[];
  readonly falseAlarms: readonly FalseAlarmRow[];
}

export type Cells = readonly string[];

const lawHead: Cells = [
  'law',
  'in 50–60 °C',
  'peak',
  'changes/h',
  'worst blade',
  'starts/h',
  'mean dB(A)',
  'LAeq',
  'minutes outside + changes, per hour',
  '> 80 °C needless',
  '> 80 °C only sooner',
];
const faultHead: Cells = [
  'fault',
  'runs',
  'median to full speed',
  'worst',
  '> 80 °C needless',
  '> 80 °C only sooner, worst blade',
];

const lawCells = (row: Summary): Cells => [
  row.contender.name,
  `${(row.inBandShare * 100).toFixed(1)} %`,
  `${row.peakCelsius.toFixed(1)} °C`,
  row.changesPerHour.toFixed(1),
  row.worstChangesPerHour.toFixed(1),
  row.startsPerHour.toFixed(2),
  row.meanDba.toFixed(1),
  row.equivalentDba.toFixed(1),
  ((1 - row.inBandShare) * 60 + row.changesPerHour).toFixed(1),
  `${row.needlessMinutes.toFixed(0)} min`,
  `${row.earlyMinutes.toFixed(0)} min`,
];

const faultCells = (row: FaultRow): Cells => [
  row.name,
  String(row.runs),
  `${row.medianSeconds.toFixed(1)} s`,
  `${row.worstSeconds.toFixed(1)} s`,
  `${row.needlessSeconds.toFixed(1)} s`,
  `${row.soonerSeconds.toFixed(1)} s`,
];

const alarmHead: Cells = [
  'noise of the sensor',
  'blade-days',
  'false alarms a blade, first day',
  'each later day',
  'longest rest',
];
const alarmCells = (row: FalseAlarmRow): Cells => [
  `${row.noiseCelsius} K`,
  String(row.bladeDays),
  row.firstDay.toFixed(2),
  row.laterDays.toFixed(2),
  `${row.longestRestSeconds} s`,
];

const headline = ({ blades, days }: Report): string =>
  `${blades} blades, ${days} ${days === 1 ? 'day' : 'days'} each, one control step every two seconds, the same traces and the same sensor noise for every law.`;

export function markdownReport(report: Report): string {
  return [
    '# Simulation report',
    '',
    `Made by \`${report.command}\`. ${headline(report)}`,
    '',
    '## All scenarios',
    '',
    ...markdownTable(lawHead, report.overall.map(lawCells)),
    '## All scenarios, other constants',
    '',
    'Masses, the resistance of the die, the air of the fan and the noise of the sensor stray by up to half from the model.',
    '',
    ...markdownTable(lawHead, report.others.map(lawCells)),
    ...report.byScenario.flatMap(({ name, rows }) => [
      `## ${name}`,
      '',
      `The band is possible ${(rows[0]!.possibleShare * 100).toFixed(0)} % of the time.`,
      '',
      ...markdownTable(lawHead, rows.map(lawCells)),
    ]),
    '## Faults, law hold',
    '',
    ...markdownTable(faultHead, report.faults.map(faultCells)),
    '## A sound sensor called stuck',
    '',
    ...markdownTable(alarmHead, report.falseAlarms.map(alarmCells)),
  ].join('\n');
}

export function markdownTable(head: Cells, rows: readonly Cells[]): string[] {
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line), ''];
}

const raceHead: Cells = [
  'law',
  'time in 50–60 °C, where possible',
  'changes/h',
  'starts/h',
  'mean dB(A)',
  'other constants: time',
  'changes/h',
  'starts/h',
  'mean dB(A)',
];
const raceCells = (row: Summary): Cells => [
  `${(row.inBandShare * 100).toFixed(1)} %`,
  row.changesPerHour.toFixed(1),
  row.startsPerHour.toFixed(2),
  row.meanDba.toFixed(1),
];

/** Both populations beside each other, for docs/thermal.md. */
export const raceTable = ({ overall, others }: Pick<Report, 'overall' | 'others'>): string =>
  markdownTable(
    raceHead,
    overall.map((row, index) => [row.contender.name, ...raceCells(row), ...raceCells(others[index]!)]),
  ).join('\n');

const begin = '<!-- race: made by `npm run thermal:sim` -->';
const end = '<!-- /race -->';

/** The page with the table of this race. @throws Error when the page has no place for it */
export function withRace(page: string, table: string): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`there is no ${begin} … ${end}`);
  return `${page.slice(0, from)}${begin}\n\n${table}\n${page.slice(to)}`;
}
