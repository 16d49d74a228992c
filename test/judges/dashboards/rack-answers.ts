import { silent } from '../../../lib/kit/bays';
import type { BuiltRack } from '../../../lib/synth';
import { recordedSeries } from '../../dashboards/recorded';
import { type Query, panelsOf, queriesIn, shownDashboards } from '../../dashboards/shown';
import { type Series, openMetrics, seriesOf } from '../../dashboards/world';
import { metricLists } from '../../metric-lists';
import { type Answer, Prometheus } from './prometheus';

export const spanSeconds = 2 * 3600;
export const stepSeconds = 60;

type Shown = ReturnType<typeof shownDashboards>[number];
type Rack = Required<Pick<BuiltRack, 'rack' | 'facts'>>;
type Manifests = Parameters<typeof recordedSeries>[0];

/** Series as a rack would store them with one blade down, and the queries that are put to them. */
export interface AskedRack {
  shown: Shown[];
  queries: (Query & { json: Shown['json'] })[];
  series: Series[];
}

/** @param only dashboards by uid @default - all */
export function askedRack({ rack, facts }: Rack, nowSeconds: number, only?: readonly string[]): AskedRack {
  const manifests: Manifests = facts.rendered.map(({ manifest }) => manifest);
  const shown = shownDashboards(manifests).filter(({ json }) => !only || only.includes(json.uid!));
  const dead = deadBlade(rack.blades);
  const chosen = { node: rack.blades.at(-1)!.name };
  const queries = shown.flatMap(({ json }) => queriesIn(json, chosen).map((query) => ({ ...query, json })));
  const made = seriesOf({
    blades: rack.blades,
    scrapes: facts.scrapes,
    lists: metricLists(),
    queries: queries.map(({ filled }) => filled),
    dead: dead ?? '',
    nowSeconds,
  });
  return { shown, queries, series: [...made, ...constant(manifests), ...firing(dead)] };
}

/**
 * Neither the only one nor the one that the dashboards of one blade look at; on a small rack one that carries no pods, so that
 * what reports of all others still runs.
 */
function deadBlade(blades: Rack['rack']['blades']): string | undefined {
  if (blades.length < 3) return undefined;
  const controlPlanes = blades.filter(({ role }) => role === 'control-plane');
  if (blades.length < 7 && controlPlanes.length > 1) return controlPlanes[0]!.name;
  return blades[Math.min(6, blades.length - 2)]!.name;
}

export const textOf = ({ series }: AskedRack, nowSeconds: number): string =>
  openMetrics(series, nowSeconds, spanSeconds, stepSeconds);

/** What the server says to each query, by its name. */
export async function answersOf(
  prometheus: Prometheus,
  { queries }: AskedRack,
  nowSeconds: number,
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const { name, filled, instant } of queries) {
    const answer = instant
      ? await prometheus.at(filled, nowSeconds)
      : await prometheus.over(filled, nowSeconds - spanSeconds, nowSeconds, stepSeconds);
    answers.set(name, answer);
  }
  return answers;
}

/** Titles of panels in which nothing would be drawn. */
export function emptyPanels(json: Shown['json'], answers: ReadonlyMap<string, Answer>): string[] {
  return panelsOf(json).flatMap((panel) => {
    const got = panel.targets.map(({ refId }) => answers.get(`${json.uid} › ${panel.title} › ${refId}`));
    const drawn = got.some((answer) =>
      answer?.series.some(({ values }) => values.some((each) => Number.isFinite(each) && each !== silent)),
    );
    return drawn ? [] : [panel.title!];
  });
}

/** Series that rules record and that are the same at all times. */
function constant(manifests: Manifests): Series[] {
  return recordedSeries(manifests)
    .filter(({ expr }) => expr === 'vector(1)')
    .map(({ name, own }) => ({ name, labels: own, at: () => 1 }));
}

/** Two alerts as they would fire while a blade is down; one of an app, where none is. */
function firing(dead: string | undefined): Series[] {
  const alert = (labels: Record<string, string>) => ({
    name: 'ALERTS',
    labels: { alertstate: 'firing', ...labels },
    at: (ago: number) => (ago < 2400 ? 1 : Number.NaN),
  });
  return [
    ...(dead === undefined
      ? []
      : [alert({ alertname: 'NodeDown', severity: 'warning', app: 'kube-state-metrics', node: dead })]),
    alert({ alertname: 'QuorumLost', severity: 'critical', app: 'kube-state-metrics', namespace: 'data' }),
  ];
}
