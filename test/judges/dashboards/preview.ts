import type { DashboardJson, PanelJson, ThresholdsJson } from '../../../lib/kit/grafana-types';
import { isPromQl, panelsOf, rowsOf } from '../../dashboards/shown';
import { drawLines } from './draw-lines';
import { escaped } from './escaped';
import type { Answer } from './prometheus';

/** Grafana's own: a row of its grid is 30 pixels high, with 8 between two panels. */
const rowPixels = 30;
const gapPixels = 8;

/**
 * A page that lays a dashboard out as Grafana would and draws the answers of a real Prometheus: to see whether panels
 * are where they should be, large enough, and of the right colour. Grafana itself draws finer.
 */
export function previewPage(json: DashboardJson, answers: ReadonlyMap<string, Answer>): string {
  const boxes = [
    ...rowsOf(json).map(({ title, gridPos }) => box(gridPos!, `<h2>${escaped(title!)}</h2>`, 'row')),
    ...panelsOf(json).map((panel) => box(panel.gridPos!, drawn(json, panel, answers), panel.type)),
  ];
  const bottom = Math.max(...json.panels.map(({ gridPos }) => gridPos!.y + gridPos!.h));
  const links = json.links!.map(({ title }) => `<a>${escaped(title)}</a>`).join(' ');
  const variables = (json.templating.list ?? []).map(({ label }) => `<a>${escaped(label!)} ▾</a>`).join(' ');
  return `<!doctype html><meta charset="utf-8"><title>${escaped(json.title!)}</title><style>${style}</style>
<header><b>${escaped(json.title!)}</b> <span>${escaped(json.description!)}</span><nav>${variables}${links}</nav></header>
<main style="height:${bottom * (rowPixels + gapPixels)}px">${boxes.join('\n')}</main>\n`;
}

function box({ x, y, w, h }: { x: number; y: number; w: number; h: number }, inside: string, kind: string): string {
  const top = y * (rowPixels + gapPixels);
  const height = h * (rowPixels + gapPixels) - gapPixels;
  const place = `left:calc(${(x / 24) * 100}% + 4px);width:calc(${(w / 24) * 100}% - 8px);top:${top}px;height:${height}px`;
  return `<section class="${kind}" style="${place}">${inside}</section>`;
}

function drawn(json: DashboardJson, panel: PanelJson, answers: ReadonlyMap<string, Answer>): string {
  const got = panel.targets.map(({ refId }) => answers.get(`${json.uid} › ${panel.title} › ${refId}`));
  return `<h3 title="${escaped(panel.description ?? '')}">${escaped(panel.title!)}</h3>${bodyOf(panel, got)}`;
}

function bodyOf(panel: PanelJson, got: (Answer | undefined)[]): string {
  if (panel.type === 'timeseries') return linesOf(panel, got);
  if (panel.type === 'table') return tableOf(panel, got);
  return tilesOf(panel, got[0]);
}

function linesOf(panel: PanelJson, got: (Answer | undefined)[]): string {
  const legends = panel.targets.map((target) => (isPromQl(target) ? (target.legendFormat ?? '') : ''));
  const lines = got.flatMap((answer, i) =>
    (answer?.series ?? []).map(({ labels, times, values }) => ({ name: filled(legends[i]!, labels), times, values })),
  );
  const unit = panel.fieldConfig!.defaults.unit!;
  const size = { width: panel.gridPos!.w * 60, height: panel.gridPos!.h * (rowPixels + gapPixels) - 70 };
  return drawLines(lines, size, (value) => written(value, unit), panel.fieldConfig!.defaults);
}

function tilesOf(panel: PanelJson, answer: Answer | undefined): string {
  const { unit, thresholds, noValue } = panel.fieldConfig!.defaults;
  const legend = isPromQl(panel.targets[0]!) ? panel.targets[0].legendFormat : undefined;
  const tiles = (answer?.series ?? []).map(({ labels, values }) => {
    const [text, colour] = said(values.at(-1)!, unit!, thresholds!, panel.fieldConfig!.defaults.mappings ?? []);
    const name = legend === undefined ? '' : `<small>${escaped(filled(legend, labels))}</small>`;
    const look = legend === undefined ? `color:${colour}` : `background:${colour};color:#111`;
    return `<div style="${look}">${name}<b>${escaped(text)}</b></div>`;
  });
  return `<div class="tiles">${tiles.join('') || `<div>${escaped(noValue ?? 'No data')}</div>`}</div>`;
}

function tableOf(panel: PanelJson, got: (Answer | undefined)[]): string {
  const organized = panel.transformations?.find(({ id }) => id === 'organize')?.options as
    { indexByName: Record<string, number>; renameByName: Record<string, string> } | undefined;
  if (!organized) return '<p>traces, newest first</p>';
  const names = Object.keys(organized.indexByName);
  const labels = names.filter((name) => !name.startsWith('Value'));
  const rows = new Map<string, { labels: Record<string, string>; cells: Map<number, number> }>();
  got.forEach((answer, i) => {
    for (const { labels: own, values } of answer?.series ?? []) {
      const key = JSON.stringify(labels.map((label) => own[label]));
      const line = rows.get(key) ?? { labels: own, cells: new Map<number, number>() };
      rows.set(key, { ...line, cells: line.cells.set(i, values.at(-1)!) });
    }
  });
  const head = names.map((name) => `<th>${escaped(organized.renameByName[name]!)}</th>`).join('');
  const columns = names.filter((name) => name.startsWith('Value')).map((name) => organized.renameByName[name]!);
  const body = [...rows.values()].sort(order(panel, labels, columns, organized.renameByName)).map((line) => {
    const cells = columns.map((title, i) => cell(panel, title, line.cells.get(i)));
    return `<tr>${labels.map((label) => `<td>${escaped(line.labels[label] ?? '')}</td>`).join('')}${cells.join('')}</tr>`;
  });
  return `<div class="scroll"><table><tr>${head}</tr>${body.join('')}</table></div>`;
}

type Line = { labels: Record<string, string>; cells: Map<number, number> };

function order(panel: PanelJson, labels: string[], columns: string[], titles: Record<string, string>) {
  const [by] = (panel.options as { sortBy: { displayName: string; desc?: boolean }[] }).sortBy;
  const column = columns.indexOf(by!.displayName);
  const label = labels.find((each) => titles[each] === by!.displayName) ?? labels[0]!;
  const sign = by!.desc ? -1 : 1;
  return (a: Line, b: Line) =>
    sign *
    (column >= 0
      ? (a.cells.get(column) ?? 0) - (b.cells.get(column) ?? 0)
      : (a.labels[label] ?? '').localeCompare(b.labels[label] ?? ''));
}

function cell(panel: PanelJson, title: string, value: number | undefined): string {
  if (value === undefined) return '<td></td>';
  const properties = panel.fieldConfig!.overrides.find(({ matcher }) => matcher.options === title)!.properties;
  const of = (id: string) => properties.find((each) => each.id === id)?.value as never;
  const [text, colour] = said(value, of('unit') as string, of('thresholds'), (of('mappings') as never[]) ?? []);
  return `<td style="text-align:right;color:${colour}">${escaped(text)}</td>`;
}

type Mappings = NonNullable<NonNullable<PanelJson['fieldConfig']>['defaults']['mappings']>;

function said(
  value: number,
  unit: string,
  thresholds: ThresholdsJson | undefined,
  mappings: Mappings,
): [string, string] {
  const words = mappings.flatMap((each) => (each.type === 'value' ? [each.options[String(value)]] : []))[0];
  if (words) return [words.text!, colours[words.color!]!];
  const step = (thresholds?.steps ?? []).filter((each) => each.value === null || value >= each.value).at(-1);
  return [written(value, unit), Number.isNaN(value) ? colours['text']! : colours[step?.color ?? 'text']!];
}

const colours: Record<string, string> = {
  green: '#73bf69',
  orange: '#ff9830',
  red: '#f2495c',
  blue: '#5794f2',
  text: '#ccccdc',
  '#44474d': '#44474d',
};

function filled(legend: string, labels: Record<string, string>): string {
  return legend.replace(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '');
}

/** Roughly as Grafana writes numbers of a unit. */
function written(value: number, unit: string): string {
  if (Number.isNaN(value)) return 'NaN';
  const short = (number: number) => String(Number(number.toPrecision(3)));
  const scaled = (base: number, units: string[]) => {
    const power = Math.max(0, Math.min(units.length - 1, Math.floor(Math.log(Math.abs(value) || 1) / Math.log(base))));
    return `${short(value / base ** power)} ${units[power]}`;
  };
  if (unit.startsWith('suffix: ')) return `${short(value)} ${unit.slice('suffix: '.length)}`;
  switch (unit) {
    case 'percentunit':
      return `${short(value * 100)}%`;
    case 'bytes':
      return scaled(1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
    case 'binBps':
      return scaled(1024, ['B/s', 'KiB/s', 'MiB/s', 'GiB/s']);
    case 's':
      return value < 1 ? `${short(value * 1000)} ms` : value < 90 ? `${short(value)} s` : `${short(value / 3600)} h`;
    case 'celsius':
      return `${Math.round(value)} °C`;
    case 'watt':
      return `${short(value)} W`;
    case 'rotrpm':
      return `${short(value)} rpm`;
    case 'ops':
      return `${short(value)} ops/s`;
    case 'dateTimeFromNow':
      return `${short((Date.now() - value) / 86_400_000)} days ago`;
    default:
      return String(Number(value.toFixed(2)));
  }
}

const style = `
body{margin:0;padding:12px;background:#111217;color:#ccccdc;font:13px Inter,Arial,sans-serif}
header{padding:4px 4px 12px}header b{font-size:18px;margin-right:12px}header nav{margin-top:8px}
header a{background:#22252b;padding:3px 8px;border-radius:2px;margin-right:4px;font-size:12px}
main{position:relative}section{position:absolute;background:#181b1f;border:1px solid #26282e;border-radius:2px;
box-sizing:border-box;overflow:hidden;display:flex;flex-direction:column}section.row{background:none;border:none}
h2{font-size:15px;margin:6px 4px}h3{font-size:13px;font-weight:500;margin:0;padding:5px 8px}
.tiles{flex:1;display:flex;gap:4px;padding:0 6px 6px;min-height:0}.tiles div{flex:1;display:flex;flex-direction:column;
align-items:center;justify-content:center;font-size:14px;border-radius:2px;min-width:0;white-space:nowrap}
.stat .tiles div:only-child b{font-size:30px}.tiles small{font-size:10px}.scroll{overflow:hidden;flex:1}
table{border-collapse:collapse;width:100%;font-size:12px}td,th{padding:5px 8px;text-align:left;border-bottom:1px solid #26282e}
svg{flex:1;width:100%;min-height:0}.legend{font-size:11px;padding:0 8px 5px;max-height:34px;overflow:hidden}
.legend span{margin-right:10px}
`;
