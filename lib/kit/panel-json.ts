import { silent } from './bays';
import { type Surroundings, linkTo } from './dashboard-links';
import type {
  CellOptions,
  FieldJson,
  LinesField,
  LinesOptions,
  LinkJson,
  LogTarget,
  LogsOptions,
  MappingJson,
  OverrideJson,
  PanelJson,
  PromTarget,
  StatOptions,
  TableField,
  TableOptions,
  ThresholdsJson,
  TraceTarget,
} from './grafana-types';
import type {
  Colour,
  Column,
  Figure,
  Levels,
  Lines,
  Logs,
  Opens,
  Panel,
  Strip,
  Table,
  Traces,
  Unit,
  Words,
} from './panels';

/** Ids under which Grafana knows its sources; dashboards name them and nothing else. */
export const sourceIds = { metrics: 'prometheus', traces: 'tempo', alerts: 'alertmanager', logs: 'logs' } as const;

/** Id of the plugin that asks VictoriaLogs; Grafana itself brings none. */
export const logPlugin = 'victoriametrics-logs-datasource';

/** Grafana's own names of units. */
const grafanaUnits: Readonly<Record<Unit, string>> = {
  count: 'none',
  share: 'percentunit',
  bytes: 'bytes',
  'bytes/s': 'binBps',
  seconds: 's',
  ago: 'dateTimeFromNow',
  celsius: 'celsius',
  watts: 'watt',
  kWh: 'kwatth',
  rpm: 'rotrpm',
  'dB(A)': 'suffix: dB(A)',
  'per second': 'suffix: /s',
  'tokens/s': 'suffix: tok/s',
  state: 'none',
};

/** Where a fraction says nothing. */
const wholeUnits: ReadonlySet<Unit> = new Set(['count', 'celsius', 'rpm', 'dB(A)']);

const grafanaColours: Readonly<Record<Colour, string>> = {
  green: 'green',
  orange: 'orange',
  red: 'red',
  blue: 'blue',
  grey: 'text',
  dark: '#44474d',
};

const metrics = { type: 'prometheus', uid: sourceIds.metrics };
const traceStore = { type: 'tempo', uid: sourceIds.traces };
const logStore = { type: logPlugin, uid: sourceIds.logs };

/** A panel without its place. */
export function panelJson(panel: Panel, around: Surroundings): Omit<PanelJson, 'id' | 'gridPos'> {
  const { title, help } = panel;
  return { title, description: help, ...bodyOf(panel, around) };
}

type Body = Pick<PanelJson, 'type' | 'datasource' | 'targets' | 'options' | 'fieldConfig' | 'transformations'>;

function bodyOf(panel: Panel, around: Surroundings): Body {
  switch (panel.kind) {
    case 'lines':
      return linesBody(panel);
    case 'figure':
      return figureBody(panel);
    case 'strip':
      return stripBody(panel, around);
    case 'table':
      return tableBody(panel, around);
    case 'traces':
      return tracesBody(panel);
    case 'logs':
      return logsBody(panel);
  }
}

function linesBody({ lines, stacked, ...measured }: Lines): Body {
  const entries = Object.entries(lines);
  const custom: LinesField = {
    lineWidth: stacked ? 0 : 1,
    fillOpacity: stacked ? 60 : 8,
    showPoints: 'never',
    // Two missed scrapes are no gap; a blade that was off is one.
    insertNulls: 120_000,
    ...(stacked && { stacking: { mode: 'normal', group: 'all' } }),
    ...(measured.levels && { thresholdsStyle: { mode: 'dashed' } }),
  };
  const options: LinesOptions = {
    legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
    tooltip: { mode: 'multi', sort: 'desc' },
  };
  return {
    type: 'timeseries',
    datasource: metrics,
    targets: entries.map(([legend, expr], i) => overTime(i, expr, legend)),
    options,
    fieldConfig: {
      defaults: { ...field(measured), custom, color: { mode: 'palette-classic-by-name' } },
      overrides: [],
    },
  };
}

function figureBody({ query, words, nothing, ...measured }: Figure): Body {
  return {
    type: 'stat',
    datasource: metrics,
    targets: [now(0, query, 'time_series')],
    options: statOptions({ colorMode: 'value', textMode: 'value' }),
    fieldConfig: {
      defaults: {
        ...field(measured),
        mappings: words ? [mapping(words)] : [],
        ...(nothing !== undefined && { noValue: nothing }),
      },
      overrides: [],
    },
  };
}

function stripBody({ query, tile, words, opens, ...measured }: Strip, around: Surroundings): Body {
  return {
    type: 'stat',
    datasource: metrics,
    targets: [{ ...now(0, query, 'time_series'), legendFormat: tile }],
    options: statOptions({ colorMode: 'background_solid', textMode: 'value_and_name', orientation: 'vertical' }),
    fieldConfig: {
      defaults: {
        ...field(measured),
        mappings: [mapping({ [silent]: ['–', 'dark'], ...words })],
        links: opening(opens, (label) => `\${__field.labels.${label}}`, around),
      },
      overrides: [],
    },
  };
}

function statOptions(look: Partial<StatOptions>): StatOptions {
  return {
    graphMode: 'none',
    colorMode: 'value',
    justifyMode: 'center',
    textMode: 'auto',
    wideLayout: false,
    showPercentChange: false,
    percentChangeColorMode: 'standard',
    reduceOptions: { calcs: ['lastNotNull'], values: false, fields: '' },
    orientation: 'auto',
    ...look,
  };
}

function tableBody({ labels, columns, sortBy, opens, urls = {}, nothing }: Table, around: Surroundings): Body {
  const headings = Object.values(labels);
  const custom: TableField = { align: 'auto', inspect: false, cellOptions: { type: 'auto' } };
  const options: TableOptions = {
    frameIndex: 0,
    showHeader: true,
    cellHeight: 'sm',
    sortBy: [sortBy ? { displayName: sortBy, desc: true } : { displayName: headings[0]!, desc: false }],
  };
  const links = [
    ...opening(opens, (label) => `\${__data.fields.${labels[label] ?? label}}`, around),
    ...Object.entries(urls).map(([title, url]) => linkTo(title, url)),
  ];
  return {
    type: 'table',
    datasource: metrics,
    targets: columns.map(({ query }, i) => now(i, query, 'table')),
    options,
    transformations: [{ id: 'merge', options: {} }, organize(labels, columns)],
    fieldConfig: {
      defaults: { custom, links, ...(nothing !== undefined && { noValue: nothing }) },
      overrides: columns.map(columnOverride),
    },
  };
}

/** Labels first, then the columns, each under its heading; the moment of the query is no news. */
function organize(labels: Table['labels'], columns: readonly Column[]) {
  const values = columns.map((_, i) => (columns.length > 1 ? `Value #${refId(i)}` : 'Value'));
  const order = [...Object.keys(labels), ...values];
  return {
    id: 'organize',
    options: {
      excludeByName: { Time: true },
      indexByName: Object.fromEntries(order.map((name, i) => [name, i])),
      renameByName: { ...labels, ...Object.fromEntries(values.map((name, i) => [name, columns[i]!.title])) },
    },
  };
}

function columnOverride({ title, levels, words, ...measured }: Column): OverrideJson {
  const cell: CellOptions = { type: 'color-text' };
  const { unit, thresholds } = field({ ...measured, levels });
  return {
    matcher: { id: 'byName', options: title },
    properties: [
      { id: 'unit', value: unit },
      ...(levels ? [{ id: 'thresholds', value: thresholds }] : []),
      ...(words ? [{ id: 'mappings', value: [mapping(words)] }] : []),
      ...(levels || words ? [{ id: 'custom.cellOptions', value: cell }] : []),
    ],
  };
}

function tracesBody({ query }: Traces): Body {
  const target: TraceTarget = {
    refId: refId(0),
    datasource: traceStore,
    queryType: 'traceql',
    query,
    limit: 20,
    tableType: 'traces',
    filters: [],
  };
  const options: TableOptions = { frameIndex: 0, showHeader: true, cellHeight: 'sm' };
  return {
    type: 'table',
    datasource: traceStore,
    targets: [target],
    options,
    fieldConfig: { defaults: {}, overrides: [] },
  };
}

function logsBody({ query }: Logs): Body {
  const target: LogTarget = {
    refId: refId(0),
    datasource: logStore,
    editorMode: 'code',
    queryType: 'instant',
    expr: query,
    maxLines: 500,
  };
  const options: LogsOptions = {
    showLabels: false,
    showCommonLabels: false,
    showTime: true,
    showLogContextToggle: true,
    wrapLogMessage: true,
    prettifyLogMessage: false,
    enableLogDetails: true,
    sortOrder: 'Descending',
    dedupStrategy: 'none',
  };
  return {
    type: 'logs',
    datasource: logStore,
    targets: [target],
    options,
    fieldConfig: { defaults: {}, overrides: [] },
  };
}

interface Measure {
  unit: Unit;
  levels?: Levels;
  min?: number;
  max?: number;
}

function field({ unit, levels, min, max }: Measure): FieldJson {
  return {
    unit: grafanaUnits[unit],
    ...(wholeUnits.has(unit) && { decimals: 0 }),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    thresholds: thresholds(levels ?? ['grey']),
    color: { mode: 'thresholds' },
  };
}

function thresholds([lowest, ...rest]: Levels): ThresholdsJson {
  return {
    mode: 'absolute',
    steps: [
      { value: null, color: grafanaColours[lowest] },
      ...rest.map(([value, colour]) => ({ value, color: grafanaColours[colour] })),
    ],
  };
}

function mapping(words: Words): MappingJson {
  const options = Object.entries(words).map(([value, [text, colour]], index) => [
    value,
    { text, color: grafanaColours[colour], index },
  ]);
  return { type: 'value', options: Object.fromEntries(options) };
}

function opening(opens: Opens | undefined, value: (label: string) => string, { titles }: Surroundings): LinkJson[] {
  const title = opens && titles.get(opens.dashboard);
  if (!opens || title === undefined) return [];
  const variables = Object.entries(opens.with).map(([variable, label]) => `var-${variable}=${value(label)}`);
  return [linkTo(title, `/d/${opens.dashboard}?${variables.join('&')}`)];
}

function now(index: number, expr: string, format: 'table' | 'time_series'): PromTarget {
  return { refId: refId(index), datasource: metrics, expr, format, instant: true, range: false, editorMode: 'code' };
}

function overTime(index: number, expr: string, legendFormat: string): PromTarget {
  return {
    refId: refId(index),
    datasource: metrics,
    expr,
    legendFormat,
    format: 'time_series',
    instant: false,
    range: true,
    editorMode: 'code',
  };
}

function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
