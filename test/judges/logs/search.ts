import { shownDashboards, logQueriesIn } from '../../dashboards/shown';
import type { Manifest } from '../../../lib/manifest/manifest';
import { httpBody } from '../tree/http-body';
import { until } from '../tree/until';

export const store = 'http://logs.monitoring.svc.cluster.local:9428';

export type Line = Record<string, string>;

/** What the plugin asks for a panel of lines (its pkg/plugin/query.go): the query, and as many lines as the panel shows. */
export async function ask(query: string, limit = 500): Promise<Line[] | undefined> {
  const now = Math.floor(Date.now() / 1000);
  const parameters = new URLSearchParams({
    query,
    limit: String(limit),
    start: String(now - 3600),
    end: String(now + 60),
  });
  const body = await httpBody(`${store}/select/logsql/query?${parameters.toString()}`, 30_000);
  return body?.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Line]));
}

/** Asks until as many lines are there, and once more: none may come a second time. */
export async function count(query: string, wanted: number, seconds: number): Promise<number> {
  const counted = async () => Number((await ask(`${query} | stats count() lines`))?.[0]?.['lines'] ?? -1);
  await until(seconds, async () => ((await counted()) >= wanted ? true : undefined), 500);
  return counted();
}

/** The queries of the dashboard *Logs* as it lies in dist/, with what somebody typed into its boxes. */
export function panelQueries(
  objects: readonly Manifest[],
  typed: Readonly<Record<string, string>>,
): Map<string, string> {
  const { json } = shownDashboards(objects).find(({ file }) => file === 'logs.json')!;
  return new Map(logQueriesIn(json, typed).map(({ filled, panel }) => [panel.title!, filled]));
}
