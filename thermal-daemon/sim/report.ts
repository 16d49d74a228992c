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

export function htmlReport(report: Report, figures: Readonly<Record<string, string>>): string {
  const table = (head: Cells, rows: readonly Cells[]) =>
    `<table><tr>${head.map((cell) => `<th>${cell}</th>`).join('')}</tr>${rows
      .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
      .join('')}</table>`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Thermal simulation</title>
<style>body{font:14px system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#24292f}table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #d0d7de;padding:.25rem .5rem;text-align:right}td:first-child,th:first-child{text-align:left}svg{max-width:100%;height:auto}</style>
<h1>Thermal simulation</h1>
<p>Made by <code>${report.command}</code>. ${headline(report)}</p>
<h2>All scenarios</h2>
${table(lawHead, report.overall.map(lawCells))}
<h2>All scenarios, other constants</h2>
${table(lawHead, report.others.map(lawCells))}
${Object.values(figures).join('\n')}
${report.byScenario.map(({ name, rows }) => `<h2>${name}</h2>\n${table(lawHead, rows.map(lawCells))}`).join('\n')}
<h2>Faults, law hold</h2>
${table(faultHead, report.faults.map(faultCells))}
<h2>A sound sensor called stuck</h2>
${table(alarmHead, report.falseAlarms.map(alarmCells))}
</html>
`;
}
