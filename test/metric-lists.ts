import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type MetricList, exposedNames, parseMetricList } from '../imports/metrics/metric-list';

/** Every list of imports/metrics, by exporter. */
export function metricLists(root = process.cwd()): Map<string, MetricList> {
  const folder = join(root, 'imports', 'metrics');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const lists = files.map((name) => parseMetricList(readFileSync(join(folder, name), 'utf8')));
  return new Map(lists.map((list) => [list.exporter, list]));
}

/** Series of each name of each exporter: all of the lists that synth needs, which has no time to read YAML. */
export function seriesIndex(lists: Map<string, MetricList>): string {
  const sorted = [...lists.values()].sort((a, b) => (a.exporter < b.exporter ? -1 : 1));
  const lines = sorted.map((list) => {
    const series = [...exposedNames(list)].map(([name, each]) => [name, Math.round(each.series * 100) / 100]);
    return `  ${JSON.stringify(list.exporter)}: ${JSON.stringify(Object.fromEntries(series))}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
