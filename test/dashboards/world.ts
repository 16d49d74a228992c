import type { Metric, MetricList } from '../../imports/metrics/metric-list';
import { exposedNames } from '../../imports/metrics/metric-list';
import type { ScrapeFacts } from '../../lib/facts/scrape';
import { isStored } from '../../lib/kit/scrape-config';
import { matchersIn } from './matchers';
import { valueOf } from './values';

export interface World {
  /** In the order of the rack file. */
  blades: readonly { name: string; role: 'control-plane' | 'worker' }[];
  scrapes: readonly ScrapeFacts[];
  lists: ReadonlyMap<string, MetricList>;
  /** What dashboards and rules ask: series are made for these and no others. */
  queries: readonly string[];
  /** The blade that is down, so that what is missing shows too. */
  dead: string;
  nowSeconds: number;
}

export interface Series {
  name: string;
  labels: Readonly<Record<string, string>>;
  /** Value at a number of seconds before now. */
  at: (secondsAgo: number) => number;
}

/**
 * Series as the rack would store them, made up from the recorded lists: the names and labels are those of the exporters,
 * the values of labels those that queries ask for. What no exporter exposes is not there, however plausible.
 */
export function seriesOf(world: World): Series[] {
  const asked = askedFor(world.queries);
  return world.scrapes.flatMap((scrape) => {
    const list = world.lists.get(scrape.exporter);
    if (!list) return [];
    const names = [...exposedNames(list)].filter(([name]) => asked.has(name) && isStored(name, scrape));
    return targetsOf(scrape, world).flatMap((target, index) => [
      up(target, world.dead),
      ...(target['node'] === world.dead
        ? []
        : names.flatMap(([name, { labels }]) =>
            combinations(labels, asked.get(name)!, world).map(({ own, thing }, k) => ({
              name,
              labels: stored(target, own, scrape.honorLabels),
              at: valueOf({
                name,
                type: typeOf(name, list),
                labels: own,
                series: k,
                thing,
                target: index,
                nowSeconds: world.nowSeconds,
                dead: world.dead,
              }),
            })),
          )),
    ]);
  });
}

function up(labels: Record<string, string>, dead: string): Series {
  return { name: 'up', labels, at: () => (labels['node'] === dead ? 0 : 1) };
}

/** A label that both have is the target's, unless the scrape says that whoever reports of others is right. */
function stored(
  target: Record<string, string>,
  own: Record<string, string>,
  honorLabels = false,
): Record<string, string> {
  if (honorLabels) return { ...target, ...own };
  const renamed = Object.entries(own).map(([label, value]) => [label in target ? `exported_${label}` : label, value]);
  return { ...(Object.fromEntries(renamed) as Record<string, string>), ...target };
}

/** Labels that a scrape adds, for each target of a job. */
function targetsOf({ job, kind, targets }: ScrapeFacts, { blades }: World): Record<string, string>[] {
  const workers = blades.filter(({ role }) => role === 'worker');
  const places = targets === blades.length ? blades : workers.length > 0 ? workers : blades;
  const [namespace, name] = job.split('/');
  return Array.from({ length: targets }, (_, i): Record<string, string> => {
    const node = places[(i + offsetOf(job, targets, places.length)) % places.length]!.name;
    const instance = `10.0.0.${i + 1}:1`;
    if (kind === 'pods') return { job, instance, namespace: namespace!, pod: `${name}-${i}`, node };
    return kind === 'blades' ? { job, instance, node } : { job, instance };
  });
}

/** Spreads programs over the blades, always in the same way. */
function offsetOf(job: string, targets: number, places: number): number {
  return targets >= places ? 0 : [...job].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
}

type Asked = Map<string, Map<string, Set<string>>>;

/** Metric → label → values that some query wants. */
function askedFor(queries: readonly string[]): Asked {
  const asked: Asked = new Map();
  for (const { metric, label, values } of queries.flatMap(matchersIn)) {
    const labels = asked.get(metric) ?? new Map<string, Set<string>>();
    asked.set(metric, labels);
    if (label === undefined) continue;
    labels.set(label, new Set([...(labels.get(label) ?? []), ...values]));
  }
  return asked;
}

const bounds = ['0.5', '2', '8', '30', '120', '+Inf'];
/** Things that a label without any asked value tells apart. */
const kinds = 4;

/** Asked values multiply; labels that nobody asks for go along, so that metrics about the same things have the same. */
function combinations(labels: string[], asked: Map<string, Set<string>>, world: World): Combination[] {
  const choices: [string, string[]][] = labels.flatMap((label): [string, string[]][] => {
    if (label === 'le') return [[label, bounds]];
    if (label === 'node') return [[label, world.blades.map(({ name }) => name)]];
    if (label === 'port_num') return [[label, world.blades.map((_, i) => String(i + 1))]];
    const values = [...(asked.get(label) ?? [])];
    return values.length > 0 ? [[label, values]] : [];
  });
  const free = labels.filter((label) => !choices.some(([chosen]) => chosen === label));
  const things = Array.from({ length: free.length > 0 ? kinds : 1 }, (_, thing) => ({
    thing,
    own: Object.fromEntries(free.map((label) => [label, `${label}-${thing + 1}`])),
  }));
  return choices.reduce<Combination[]>(
    (all, [label, values]) =>
      all.flatMap(({ thing, own }) => values.map((value) => ({ thing, own: { ...own, [label]: value } }))),
    things,
  );
}

interface Combination {
  /** Which of several alike, from 0. */
  thing: number;
  own: Record<string, string>;
}

function typeOf(name: string, { metrics }: MetricList): Metric['type'] | 'bucket' {
  const own = metrics[name];
  if (own) return own.type;
  return name.endsWith('_bucket') ? 'bucket' : 'counter';
}

/** OpenMetrics, which promtool makes blocks from. */
export function openMetrics(series: readonly Series[], nowSeconds: number, spanSeconds: number, step: number): string {
  const sorted = [...series].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const lines = sorted.flatMap(({ name, labels, at }) => {
    const pairs = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const head = `${name}{${pairs.join(',')}}`;
    return Array.from({ length: Math.floor(spanSeconds / step) + 1 }, (_, i) => {
      const ago = spanSeconds - i * step;
      return `${head} ${at(ago)} ${nowSeconds - ago}`;
    });
  });
  return `${lines.join('\n')}\n# EOF\n`;
}
