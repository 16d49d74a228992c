import type { Metric } from '../../../imports/metrics/metric-list';

interface Family {
  type: Metric['type'];
  /** Label sets without `le` and `quantile`. */
  sets: Set<string>;
  labels: Set<string>;
  series: number;
  buckets: Set<string>;
  quantiles: Set<string>;
}

/** What an exporter can expose, whatever state it is in: of each metric, the state that shows most of it. */
export function metricsOfStates(texts: string[]): Record<string, Metric> {
  const all = new Map<string, Metric>();
  for (const [name, metric] of texts.flatMap((text) => Object.entries(metricsOf(text)))) {
    const known = all.get(name);
    if (!known || known.series < metric.series) all.set(name, metric);
  }
  return Object.fromEntries([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The metrics of one scrape in Prometheus' text format, sorted by name. */
export function metricsOf(text: string): Record<string, Metric> {
  const families = new Map<string, Family>();
  const types = new Map<string, Metric['type']>();
  for (const line of text.split('\n')) {
    const [, name, type] = /^# TYPE (\S+) (\S+)/.exec(line) ?? [];
    if (name !== undefined) types.set(name, typeOf(type!));
    else if (line !== '' && !line.startsWith('#')) addSample(line, types, families);
  }
  const sorted = [...families].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, family]) => [name, metricOf(family)]));
}

function typeOf(word: string): Metric['type'] {
  return word === 'counter' || word === 'gauge' || word === 'histogram' || word === 'summary' ? word : 'untyped';
}

function addSample(line: string, types: Map<string, Metric['type']>, families: Map<string, Family>): void {
  const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(line)![0];
  const labels = [...line.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)].map(
    ([, key, value]) => [key!, value!] as const,
  );
  const owner = name.replace(/_(bucket|sum|count)$/, '');
  const isPart = owner !== name && ['histogram', 'summary'].includes(types.get(owner) ?? '');
  const family = isPart ? owner : name;
  const type = types.get(family) ?? 'untyped';
  if (!families.has(family)) {
    const fresh = { sets: new Set<string>(), labels: new Set<string>(), buckets: new Set<string>() };
    families.set(family, { type, ...fresh, series: 0, quantiles: new Set() });
  }
  const found = families.get(family)!;
  found.series += 1;
  const own = labels.filter(([key]) => key !== 'le' && key !== 'quantile');
  for (const [key, value] of labels) {
    if (key === 'le') found.buckets.add(value);
    else if (key === 'quantile') found.quantiles.add(value);
    else found.labels.add(key);
  }
  found.sets.add(JSON.stringify(own));
}

function metricOf({ type, labels, series, sets, buckets, quantiles }: Family): Metric {
  const isHistogram = type === 'histogram';
  return {
    type,
    ...(labels.size > 0 && { labels: [...labels].sort() }),
    series,
    // Histograms of one name may differ in their buckets; the mean of a set is what sums want.
    ...(isHistogram && buckets.size > 0 && { buckets: Math.max(1, Math.round(series / sets.size) - 2) }),
    ...(type === 'summary' && { quantiles: quantiles.size }),
  };
}
