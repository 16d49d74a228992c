import { exposedNames } from '../../imports/metrics/metric-list';
import { metricLists } from '../../test/metric-lists';
import type { RackFacts } from '../facts/facts';
import { isStored } from '../kit/scrape-config';

/** What Prometheus itself says of every target. */
const ofEveryScrape = [
  'up',
  'scrape_duration_seconds',
  'scrape_samples_scraped',
  'scrape_samples_post_metric_relabeling',
  'scrape_series_added',
];
export { metricLists };

/** Labels that a scrape adds to every series, by kind of target. */
const addedBy = {
  pods: ['job', 'instance', 'namespace', 'pod', 'node'],
  blades: ['job', 'instance', 'node'],
  probes: ['job', 'instance'],
  pushed: ['job', 'instance'],
};

export interface ExposedMetrics {
  /** Names that a query can use, and the labels that some series of each carry. */
  names: Map<string, Set<string>>;
  /** Exporters of the rack without a recording: what they expose is unknown. */
  unrecorded: string[];
}

/** What the rack's own scrapes store. Recorded series of rules come besides. */
export function exposedMetrics({ scrapes }: Pick<RackFacts, 'scrapes'>, lists = metricLists()): ExposedMetrics {
  const names = new Map(ofEveryScrape.map((name) => [name, new Set(addedBy.pods)]));
  for (const scrape of scrapes) {
    const list = lists.get(scrape.exporter);
    if (!list) continue;
    const added = addedBy[scrape.kind];
    const stored = (label: string) => (added.includes(label) && !scrape.honorLabels ? `exported_${label}` : label);
    for (const [name, { labels }] of exposedNames(list)) {
      if (!isStored(name, scrape)) continue;
      const known = names.get(name) ?? new Set<string>();
      for (const label of [...added, ...labels.map(stored)]) known.add(label);
      names.set(name, known);
    }
  }
  const wanted = [...new Set(scrapes.map(({ exporter }) => exporter))].sort();
  return { names, unrecorded: wanted.filter((exporter) => !lists.has(exporter)) };
}
