import type {
  DashboardJson,
  LogTarget,
  PanelJson,
  PromTarget,
  RowJson,
  TargetJson,
  VariableJson,
} from '../../lib/kit/grafana-types';
import { sourceIds } from '../../lib/kit/panel-queries';
import type { Manifest } from '../../lib/manifest/manifest';

/** A dashboard as it lies in its ConfigMap. */
export interface Shown {
  /** Name of the file that Grafana reads. */
  file: string;
  bytes: number;
  json: DashboardJson;
}

/** Every dashboard among the objects of a rack, by uid. */
export function shownDashboards(manifests: readonly Manifest[]): Shown[] {
  return manifests
    .filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith('dashboard-'))
    .flatMap(({ data }) => Object.entries(data as Record<string, string>))
    .map(([file, text]) => ({ file, bytes: Buffer.byteLength(text), json: JSON.parse(text) as DashboardJson }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** Panels that show something; rows are headings. */
export function panelsOf({ panels }: DashboardJson): PanelJson[] {
  return panels.filter((panel): panel is PanelJson => panel.type !== 'row');
}

export function rowsOf({ panels }: DashboardJson): RowJson[] {
  return panels.filter((panel): panel is RowJson => panel.type === 'row');
}

export interface Query {
  /** `rack › Blades down › A`. */
  name: string;
  /** As it stands in the dashboard. */
  expr: string;
  /** With each variable as Grafana would fill it in. */
  filled: string;
  instant: boolean;
  panel: PanelJson;
}

/** Every PromQL query of a dashboard; `chosen` is what somebody picked in each variable that takes one value. */
export function queriesIn(json: DashboardJson, chosen: Readonly<Record<string, string>> = {}): Query[] {
  return panelsOf(json).flatMap((panel) =>
    panel.targets.filter(isPromQl).map(({ refId, expr, instant }) => ({
      name: `${json.uid} › ${panel.title} › ${refId}`,
      expr,
      filled: filledIn(expr, json.templating.list ?? [], chosen),
      instant: instant === true,
      panel,
    })),
  );
}

export function isPromQl(target: TargetJson): target is PromTarget {
  return 'expr' in target && !isLogsQl(target);
}

export function isLogsQl(target: TargetJson): target is LogTarget {
  return target.datasource?.uid === sourceIds.logs;
}

/** Every LogsQL query of a dashboard; `typed` is what somebody wrote into its boxes. */
export function logQueriesIn(
  json: DashboardJson,
  typed: Readonly<Record<string, string>> = {},
): Omit<Query, 'instant'>[] {
  const boxes = (json.templating.list ?? []).map(({ name, query }): [string, string] => [
    name,
    typed[name] ?? (query as string),
  ]);
  return panelsOf(json).flatMap((panel) =>
    panel.targets.filter(isLogsQl).map(({ refId, expr }) => ({
      name: `${json.uid} › ${panel.title} › ${refId}`,
      expr,
      filled: boxes.reduce((text, [name, value]) => text.replaceAll(`$${name}`, value), expr),
      panel,
    })),
  );
}

function filledIn(expr: string, variables: readonly VariableJson[], chosen: Readonly<Record<string, string>>): string {
  return variables.reduce(
    (text, { name, multi, allValue }) =>
      text.replaceAll(`$${name}`, multi ? (allValue ?? '.*') : (chosen[name] ?? 'x')),
    expr,
  );
}
