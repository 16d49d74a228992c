import { parse } from 'yaml';
import * as z from 'zod';

/**
 * What one exporter of the rack exposes. Queries of alerts and dashboards are checked against these lists, and the
 * budget of Prometheus is the sum of their series.
 */
const metric = z.strictObject({
  type: z.enum(['counter', 'gauge', 'histogram', 'summary', 'untyped']),
  /** Without those that a scrape adds, and without `le` and `quantile`. */
  labels: z.array(z.string()).optional(),
  /** Of one target of the reference rack, buckets and all. */
  series: z.number().min(0),
  /** Of a histogram: series of one set of labels that end in `_bucket`, the infinite one among them. */
  buckets: z.int().min(1).optional(),
  /** Of a summary: quantiles of one set of labels. */
  quantiles: z.int().min(0).optional(),
});

const metricList = z.strictObject({
  exporter: z.string(),
  version: z.string(),
  from: z.enum(['running binary', 'upstream source']),
  /** The command that recorded it, or the file it was read from and its version. */
  recorded: z.string(),
  metrics: z.record(z.string(), metric),
});

export type Metric = z.infer<typeof metric>;
export type MetricList = z.infer<typeof metricList>;

export function parseMetricList(text: string): MetricList {
  return metricList.parse(parse(text));
}

/** The names a query can use, each with its labels and with how many series of one target carry it. */
export function exposedNames({ metrics }: MetricList): Map<string, { labels: string[]; series: number }> {
  return new Map(Object.entries(metrics).flatMap(([name, each]) => namesOf(name, each)));
}

function namesOf(name: string, each: Metric): [string, { labels: string[]; series: number }][] {
  const { type, labels = [], series } = each;
  if (type === 'histogram') {
    const { buckets = 11 } = each;
    const sets = series / (buckets + 2);
    return [
      [`${name}_bucket`, { labels: [...labels, 'le'], series: sets * buckets }],
      [`${name}_sum`, { labels, series: sets }],
      [`${name}_count`, { labels, series: sets }],
    ];
  }
  if (type === 'summary') {
    const { quantiles = 0 } = each;
    const sets = series / (quantiles + 2);
    const own = { labels: [...labels, 'quantile'], series: sets * quantiles };
    return [
      ...(quantiles > 0 ? [[name, own] as [string, typeof own]] : []),
      [`${name}_sum`, { labels, series: sets }],
      [`${name}_count`, { labels, series: sets }],
    ];
  }
  return [[name, { labels, series }]];
}
