import { exposedNames, parseMetricList } from '../imports/metrics/metric-list';
import { isStored } from './kit/scrape-config';
import { composeSample } from './testing/sample-rack';
import { metricLists } from '../test/metric-lists';
import { exposedMetrics } from './testing/exposed-metrics';

const lists = metricLists();
const { scrapes } = composeSample();

describe('what Prometheus scrapes', () => {
  test.each([...new Set(scrapes.map(({ exporter }) => exporter))])('%s has a list of what it exposes', (exporter) => {
    expect([...lists.keys()]).toContain(exporter);
  });

  test.each(scrapes.map((scrape) => [scrape.job, scrape] as const))(
    '%s keeps and drops metrics that exist',
    (_job, scrape) => {
      const names = [...exposedNames(lists.get(scrape.exporter)!).keys()];
      const matches = (pattern: string) =>
        names.some((name) => !isStored(name, { drop: { names: [pattern], reason: '' } }));
      expect(scrape.keep?.names.filter((pattern) => !matches(pattern)) ?? []).toEqual([]);
      // Several exporters share a trim, and not each of them says all of it.
      expect(scrape.drop?.names.some(matches) ?? true).toBe(true);
    },
  );

  test('is one job of a name', () => {
    expect(new Set(scrapes.map(({ job }) => job)).size).toBe(scrapes.length);
  });

  test('names a label of the exporter’s own that the scrape takes exported_, unless the exporter tells of others', () => {
    const list = parseMetricList(
      'exporter: it\nversion: v1\nfrom: upstream source\nrecorded: here\nmetrics:\n  it_up: { type: gauge, labels: [namespace, colour], series: 2 }\n',
    );
    const labels = (honorLabels: boolean) => {
      const scrape = { app: 'it', job: 'it', kind: 'pods' as const, targets: 1, exporter: 'it', honorLabels };
      return [...exposedMetrics({ scrapes: [scrape] }, new Map([['it', list]])).names.get('it_up')!].sort();
    };
    expect(labels(false)).toContain('exported_namespace');
    expect(labels(true)).not.toContain('exported_namespace');
  });
});

describe('a metric list', () => {
  test('counts a histogram as its buckets, its sum and its count', () => {
    const list = parseMetricList(
      'exporter: it\nversion: v1\nfrom: upstream source\nrecorded: here\nmetrics:\n  it_seconds: { type: histogram, labels: [job], series: 26, buckets: 11 }\n',
    );
    expect([...exposedNames(list)].map(([name, { series }]) => [name, series])).toEqual([
      ['it_seconds_bucket', 22],
      ['it_seconds_sum', 2],
      ['it_seconds_count', 2],
    ]);
  });

  test.each([...lists.keys()])('%s says where it comes from, and is called as its file', (exporter) => {
    expect(lists.get(exporter)!.recorded).not.toBe('');
  });
});
