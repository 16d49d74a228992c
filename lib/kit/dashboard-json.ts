import { type Surroundings, linkTo } from './dashboard-links';
import { type DeclaredDashboard, type Variable, shownRows } from './dashboards';
import type { DashboardJson, PanelJson, RowJson, VariableJson } from './grafana-types';
import { panelJson } from './panel-json';
import { sourceIds } from './panel-queries';
import type { Panel } from './panels';

/** Where one starts at 23:00; every other dashboard leads back to it. */
export const homeDashboard = 'rack';

const columns = 24;
const rowHeading = 1;
const heights: Readonly<Record<Panel['kind'], number>> = {
  lines: 8,
  figure: 4,
  strip: 3,
  table: 8,
  traces: 9,
  logs: 16,
};

/** What Grafana reads: the dashboard as its own JSON, laid out on its grid. */
export function dashboardJson(dashboard: DeclaredDashboard, around: Surroundings): DashboardJson {
  const { uid, title, purpose, links = [], variables = [] } = dashboard;
  const others = [homeDashboard, ...links].filter((other) => other !== uid && around.titles.has(other));
  return {
    uid,
    title,
    description: purpose,
    tags: [dashboard.app],
    timezone: 'browser',
    editable: false,
    graphTooltip: 1,
    time: { from: 'now-6h', to: 'now' },
    refresh: '30s',
    schemaVersion: 42,
    templating: { list: variables.map(variableJson) },
    annotations: { list: [] },
    links: [...new Set(others)].map((other) => linkTo(around.titles.get(other)!, `/d/${other}`)),
    panels: laidOut(dashboard, around),
  };
}

function laidOut(dashboard: DeclaredDashboard, around: Surroundings): (PanelJson | RowJson)[] {
  const placed: (PanelJson | RowJson)[] = [];
  let y = 0;
  for (const { question, panels } of shownRows(dashboard, around.apps)) {
    placed.push({
      type: 'row',
      id: placed.length + 1,
      title: question,
      collapsed: false,
      gridPos: { h: rowHeading, w: columns, x: 0, y },
      panels: [],
    });
    y += rowHeading;
    let x = 0;
    let tallest = 0;
    const share = shareOf(panels.filter(({ width }) => width === undefined).length);
    for (const panel of panels) {
      const w = panel.width ?? share;
      const h = panel.height ?? heights[panel.kind];
      if (x + w > columns) {
        y += tallest;
        x = 0;
        tallest = 0;
      }
      placed.push({ ...panelJson(panel, around), id: placed.length + 1, gridPos: { h, w, x, y } });
      x += w;
      tallest = Math.max(tallest, h);
    }
    y += tallest;
  }
  return placed;
}

/** Of panels that do not say how wide they are. Four beside one another at most; five and more stand in rows of three where that leaves no gap, or of four. */
function shareOf(panels: number): number {
  if (panels <= 4) return Math.floor(columns / panels);
  return panels % 4 === 0 ? columns / 4 : columns / 3;
}

function variableJson(variable: Variable): VariableJson {
  if ('text' in variable) {
    const { name, label, text } = variable;
    return { type: 'textbox', name, label, query: text, current: { text, value: text } };
  }
  const { name, label, series, by, choose } = variable;
  return {
    type: 'query',
    name,
    label,
    datasource: { type: 'prometheus', uid: sourceIds.metrics },
    query: `label_values(${series}, ${by})`,
    definition: `label_values(${series}, ${by})`,
    refresh: 2,
    sort: 7,
    multi: choose === 'any',
    includeAll: choose === 'any',
    ...(choose === 'any' && { allValue: '.+', current: { text: 'All', value: '$__all' } }),
  };
}
