import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type MetricList, exposedNames, parseMetricList } from '../../imports/metrics/metric-list';
import type { Composition } from '../compose';
import { isStored } from '../kit/scrape-config';

const folder = join(__dirname, '..', '..', 'imports', 'metrics');

/** Every recorded list, by exporter. */
export function metricLists(): Map<string, MetricList> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const lists = files.map((name) => parseMetricList(readFileSync(join(folder, name), 'utf8')));
  return new Map(lists.map((list) => [list.exporter, list]));
}

/** What Prometheus itself says of every target. */
const ofEveryScrape = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
];
const addedByScrape = ['job', 'instance', 'namespace', 'pod', 'node'];

export interface ExposedMetrics {
  /** Names that a query can use, and the labels that some series of each carry. */
  names: Map<string, Set<string>>;
  /** Exporters of the rack that nobody has recorded: what they expose is unknown. */
  unrecorded: string[];
}

/** What the rack's own scrapes store. Recorded series of rules come besides. */
export function exposedMetrics({ scrapes }: Pick<Composition, 'scrapes'>, lists = metricLists()): ExposedMetrics {
  const names = new Map(ofEveryScrape.map((name) => [name, new Set(addedByScrape)]));
  for (const scrape of scrapes) {
    const list = lists.get(scrape.exporter);
    if (!list) continue;
    for (const [name, { labels }] of exposedNames(list)) {
      if (!isStored(name, scrape)) continue;
      const known = names.get(name) ?? new Set(addedByScrape);
      for (const label of labels) known.add(label);
      names.set(name, known);
    }
  }
  const wanted = [...new Set(scrapes.map(({ exporter }) => exporter))].sort();
  return { names, unrecorded: wanted.filter((exporter) => !lists.has(exporter)) };
}
