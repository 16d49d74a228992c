/** A panel as Grafana reads it. */
import { silent } from './bays';
import type { Surroundings } from './dashboard-links';
import type {
  LinesField,
  LinesOptions,
  LogTarget,
  LogsOptions,
  PanelJson,
  StatOptions,
  TableOptions,
  TraceTarget,
} from './grafana-types';
import { type Body, opening } from './panel-body';
import { field, mapping } from './panel-fields';
import { logStore, metrics, now, overTime, refId, traceStore } from './panel-queries';
import { tableBody } from './panel-tables';
import type { Figure, Lines, Logs, Panel, Strip, Traces } from './panels';

/** A panel without its place. */
export function panelJson(panel: Panel, around: Surroundings): Omit<PanelJson, 'id' | 'gridPos'> {
  const { title, help } = panel;
  return { title, description: help, ...bodyOf(panel, around) };
}

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
