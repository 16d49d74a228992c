import { parser as traceQl } from '@grafana/lezer-traceql';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RackFacts } from '../../lib/facts/facts';
import type { App } from '../../lib/kit/app';
import { contractOf, isOptional } from '../../lib/kit/contract';
import { exposedMetrics } from '../../lib/testing/exposed-metrics';
import { composeSample, loadSample, namedApps } from '../../lib/testing/sample-rack';
import { faultIn, labelsIn, metricsIn } from '../alerts/promql';
import { metricLists } from '../metric-lists';
import { matchersIn } from './matchers';
import { type Shown, isPromQl, panelsOf, queriesIn, rowsOf, shownDashboards } from './shown';
import { recordedSeries } from './recorded';

const lists = metricLists();
const rack = loadSample();
const composition = composeSample(rack);
const exposed = exposedBy(composition);
const shown = dashboardsOf(composition);
const byUid = new Map(shown.map((each) => [each.json.uid!, each]));

function dashboardsOf({ rendered: objects }: RackFacts): Shown[] {
  return shownDashboards(objects.map(({ manifest }) => manifest));
}

test('what the rack is watched by is there', () => {
  const uids = ['flux', 'minio', 'models', 'nodes', 'postgres', 'rack', 'redis', 'storage', 'thermal', 'watch'];
  expect([...byUid.keys()]).toEqual(expect.arrayContaining(uids));
});

test('every page of the runbooks that a panel names is there', () => {
  const named = shown.flatMap(({ json }) => panelsOf(json).flatMap(({ description }) => pagesIn(description!)));
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((page) => !existsSync(join('docs', 'runbooks', `${page}.md`)))).toEqual([]);
});

describe.each([...byUid])('%s', (uid, { file, bytes, json }) => {
  const panels = panelsOf(json);

  test('is a file of its own that a ConfigMap can hold', () => {
    expect(file).toBe(`${uid}.json`);
    expect(bytes).toBeLessThan(1024 * 1024);
  });

  test('can be learned in ten minutes: a purpose, questions for rows, at most 24 panels', () => {
    expect(json.description).toMatch(/\.$/);
    expect(rowsOf(json).map(({ title }) => title)).toEqual(rowsOf(json).map(() => expect.stringMatching(/\?$/)));
    expect(panels.length).toBeLessThanOrEqual(24);
  });

  test('has panels with a title of their own, what is normal, and a unit for every number', () => {
    expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
    for (const { title, description, fieldConfig, targets } of panels) {
      expect(title).toMatch(/\S/);
      expect(description).toMatch(/.{30}/);
      const units = [fieldConfig!.defaults.unit, ...unitsOf(fieldConfig!.overrides)].filter(Boolean);
      // One for all numbers, or one for each column; traces bring their own.
      const wanted = isPromQl(targets[0]!) ? (fieldConfig!.defaults.unit ? 1 : targets.length) : 0;
      expect([title, units.length]).toEqual([title, wanted]);
    }
  });

  test('has panels that lie beside and below one another, within the grid', () => {
    const places = json.panels.map(({ gridPos }) => gridPos!);
    for (const { x, w } of places) expect(x + w).toBeLessThanOrEqual(24);
    const overlaps = places.filter((a, i) =>
      places.slice(0, i).some((b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h),
    );
    expect(overlaps).toEqual([]);
  });

  test('has queries that parse, and series with names of their own', () => {
    for (const { name, filled } of queriesIn(json)) expect([name, faultIn(filled)]).toEqual([name, undefined]);
    for (const { title, targets } of panels) {
      const legends = targets.filter(isPromQl).flatMap(({ legendFormat }) => legendFormat ?? []);
      expect([title, new Set(legends).size]).toEqual([title, legends.length]);
    }
  });

  test('asks for what something exposes, by labels that it has', () => {
    expect(strangeIn([json], exposed)).toEqual([]);
  });

  test('asks with the variables that it offers, and offers none that it does not ask with', () => {
    const asked = [...JSON.stringify(json.panels).matchAll(/\$([a-z]\w*)/g)].map(([, name]) => name!);
    const variables = json.templating.list ?? [];
    expect([...new Set(asked)].sort()).toEqual(variables.map(({ name }) => name).sort());
    for (const { query } of variables.filter(({ type }) => type !== 'textbox')) {
      const [, metric, label] = /^label_values\(([\w:]+), (\w+)\)$/.exec(query as string)!;
      expect(strangeQuery(`sum by (${label}) (${metric})`, exposed)).toEqual([]);
    }
  });

  test('leads only to dashboards that are there, by variables that they have, and back to the rack', () => {
    for (const { pathname, searchParams } of linksIn(json)) {
      const target = byUid.get(pathname.slice('/d/'.length));
      expect([pathname, target !== undefined]).toEqual([pathname, true]);
      const variables = (target!.json.templating.list ?? []).map(({ name }) => `var-${name}`);
      for (const [variable] of searchParams) expect(variables).toContain(variable);
    }
    expect(uid === 'rack' || json.links!.some(({ url }) => url === '/d/rack')).toBe(true);
  });
});

/** What a rack file may switch off, by its first app; whoever cannot do without goes with it. */
const switchedOff: [string, string[]][] = ['thermal-daemon', 'litellm', 'redis', 'node-exporter'].map((name) => [
  name,
  withDependents(name),
]);

function withDependents(name: string): string[] {
  const off = new Set([name]);
  const isOffered = (contract: unknown) =>
    namedApps.some((each) => !off.has(each.name) && each.offers.some((offered) => offered === contract));
  const lacks = ({ needs }: App) =>
    Object.values(needs).some((need) => !isOptional(need) && !isOffered(contractOf(need)));
  for (let before = 0; before < off.size;) {
    before = off.size;
    for (const each of namedApps.filter(lacks)) off.add(each.name);
  }
  return [...off];
}

describe.each(switchedOff)('without %s', (_, off) => {
  const apps = Object.fromEntries(Object.entries(rack.apps).filter(([name]) => !off.includes(name)));
  const smaller = composeSample({ ...rack, apps });
  const left = dashboardsOf(smaller).map(({ json }) => json);

  test('its dashboards are gone, all others are there, and no link leads to one that is gone', () => {
    const uids = left.map(({ uid }) => uid);
    const stay = shown.filter(({ json }) => !off.includes(json.tags![0]!)).map(({ json }) => json.uid);
    expect(uids).toEqual(stay);
    expect(uids.length).toBeLessThan(shown.length);
    for (const { pathname } of left.flatMap(linksIn)) expect(uids).toContain(pathname.slice('/d/'.length));
  });

  test('no panel asks for what nobody exposes any more', () => {
    expect(strangeIn(left, exposedBy(smaller))).toEqual([]);
  });

  test('no row is a heading with nothing below it', () => {
    for (const { panels } of left) {
      expect(panels.filter(({ type }, i) => type === 'row' && (panels[i + 1]?.type ?? 'row') === 'row')).toEqual([]);
    }
  });
});

test('every TraceQL query parses', () => {
  const queries = shown.flatMap(({ json }) =>
    panelsOf(json).flatMap(({ targets }) => targets.flatMap((target) => ('expr' in target ? [] : [target.query!]))),
  );
  expect(['{ resource.service.name == "a" }', ...queries].filter(isFaulty)).toEqual([
    '{ resource.service.name == "a" }',
  ]);
});

function isFaulty(query: string): boolean {
  let faults = 0;
  traceQl.parse(query).iterate({ enter: ({ type }) => void (faults += Number(type.isError)) });
  return faults > 0;
}

test('a metric that nobody exposes, and a label that it has not, are found', () => {
  const [first] = shown;
  const slips = (expr: string) => {
    const json = structuredClone(first!.json);
    Object.assign(panelsOf(json)[0]!.targets[0]!, { expr });
    return strangeIn([json], exposed).map((text) => text.split(': ')[1]);
  };
  expect(slips('sum(node_memory_MemAvail_bytes)')).toEqual(['nothing exposes node_memory_MemAvail_bytes']);
  expect(slips('node_time_seconds{blade="blade-1"}')).toContain('node_time_seconds has no label blade');
  expect(slips('sum by (blade) (node_time_seconds)')).toEqual(['nothing in it has a label blade']);
  expect(slips('sum by (node) (node_time_seconds)')).toEqual([]);
});

/** Metric → labels that some series of it carries. */
type Exposed = Map<string, Set<string>>;

/** What the scrapes of a rack store, what its rules record, and the alerts themselves. */
function exposedBy({ scrapes, rendered: objects }: RackFacts): Exposed {
  const { names } = exposedMetrics({ scrapes }, lists);
  for (const { name, labels } of recordedSeries(objects.map(({ manifest }) => manifest))) {
    names.set(name, new Set([...(names.get(name) ?? []), ...labels]));
  }
  names.set('ALERTS', new Set(['alertname', 'alertstate', 'severity', 'app', 'node', 'namespace', 'pod']));
  return names;
}

/** Metrics that nothing exposes and labels that nothing carries, as sentences. */
function strangeIn(dashboards: Shown['json'][], exposed: Exposed): string[] {
  return dashboards.flatMap((json) =>
    queriesIn(json).flatMap(({ name, filled }) =>
      strangeQuery(filled, exposed).map((strange) => `${name}: ${strange}`),
    ),
  );
}

function strangeQuery(expr: string, names: Exposed): string[] {
  const metrics = metricsIn(expr);
  const unknown = metrics.filter((metric) => !names.has(metric)).map((metric) => `nothing exposes ${metric}`);
  if (unknown.length > 0) return unknown;
  const lacking = matchersIn(expr)
    .filter(({ metric, label }) => label !== undefined && !names.get(metric)!.has(label))
    .map(({ metric, label }) => `${metric} has no label ${label}`);
  const made = [...expr.matchAll(/label_replace\([\s\S]*?,\s*"(\w+)",\s*"\$1"/g)].map(([, label]) => label!);
  const known = new Set([...made, ...metrics.flatMap((metric) => [...names.get(metric)!])]);
  const foreign = labelsIn(expr).filter((label) => !known.has(label));
  return [...lacking, ...foreign.map((label) => `nothing in it has a label ${label}`)];
}

/** `Page: redis.`, as descriptions say it. */
function pagesIn(text: string): string[] {
  return [...text.matchAll(/Page: ([a-z-]+)/g)].map(([, page]) => page!);
}

function linksIn(json: Shown['json']): URL[] {
  return [...JSON.stringify(json).matchAll(/"(\/d\/[^"]+)"/g)].map(([, url]) => new URL(url!, 'https://grafana'));
}

function unitsOf(overrides: { properties: { id: string; value?: unknown }[] }[]): unknown[] {
  return overrides.flatMap(({ properties }) => properties.filter(({ id }) => id === 'unit').map(({ value }) => value));
}
