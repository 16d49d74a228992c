import type { AppFacts, Stated } from '../facts/app-facts';
import type { ScrapeFacts } from '../facts/scrape';
import { mebibytesOf } from '../units/quantity';
import type { RackView } from './rack-view';
import type { Rule, RuleHit } from './rule';
import { tracingBudget } from './tracing-budget';

const mebibyte = 1024 * 1024;

/**
 * Measured with test/judges/metrics/measure-prometheus.ts on Prometheus 3.16 and rounded up: 66 MiB empty, 2,362 bytes for
 * each of 50,250 series, 11.4 bytes a sample in the log.
 */
export const costs = {
  /** Of a server that scrapes nothing. */
  baseBytes: 80 * mebibyte,
  /** Index, labels and open chunk of a series in memory. */
  bytesPerSeries: 3000,
  /** A block is written every two hours, from a head that then holds three; a sample in it takes this much. */
  bytesPerSampleInMemory: 2,
  headSeconds: 3 * 3600,
  /** Queries of dashboards and rules, and compaction: on top of the rest. */
  headroom: 2,
  /** On disk, in blocks, index included; Prometheus' own documentation says one to two. */
  bytesPerSampleOnDisk: 2,
  /** In the log, which covers what no block holds yet. */
  bytesPerSampleInLog: 12,
} as const;

export interface Budget {
  jobs: readonly ScrapeFacts[];
  series: number;
  samplesPerSecond: number;
  memoryBytes: number;
  diskBytes: number;
  stated: NonNullable<AppFacts['metricsStore']>;
  /** App that states it. */
  app: string;
}

/** What the rack's store of metrics needs for what the rack makes it scrape; undefined where there is none. */
export function budgetOf({ stated: all, scrapes }: RackView): Budget | undefined {
  const store = all.find(({ metricsStore }) => metricsStore);
  if (!store?.metricsStore) return undefined;
  const { app, metricsStore: stated } = store;
  const series = scrapes.reduce((sum, { targets, series: each = 0 }) => sum + targets * each, 0);
  const samplesPerSecond = series / stated.intervalSeconds;
  const inMemory = series * costs.bytesPerSeries + samplesPerSecond * costs.headSeconds * costs.bytesPerSampleInMemory;
  return {
    jobs: scrapes,
    series,
    samplesPerSecond,
    memoryBytes: costs.baseBytes + inMemory * costs.headroom,
    diskBytes:
      samplesPerSecond *
      (stated.keepSeconds * costs.bytesPerSampleOnDisk + costs.headSeconds * costs.bytesPerSampleInLog),
    stated,
    app,
  };
}

export const metricsBudget: Rule = {
  id: 'capacity/metrics',
  level: 'error',
  why: 'A Prometheus that the kernel kills for its memory comes back, reads its log and is killed again: nobody watches.',
  fixHint:
    'state more under apps.prometheus, scrape less often, keep it for less long, or drop metrics where they are declared; docs/budget-<rack>.md shows who exposes how much',
  exceptable: false,
  check: (view) => {
    const budget = budgetOf(view);
    if (!budget) return [];
    const { series, samplesPerSecond, memoryBytes, diskBytes, stated, app } = budget;
    const hit = ({ field }: Stated, message: string): RuleHit => ({
      object: `clusters/${view.rack.name}.yaml`,
      path: `apps.${app}.${field}`,
      message,
    });
    const expected = `${Math.round(series)} series, ${Math.round(samplesPerSecond)} samples a second`;
    return [
      ...(memoryBytes > stated.memory.bytes
        ? [hit(stated.memory, `is ${mebibytesOf(stated.memory.bytes)}; ${expected} need ${mebibytesOf(memoryBytes)}`)]
        : []),
      // The server drops the oldest at nine tenths of its disk, before `keep` has passed.
      ...(diskBytes > stated.disk.bytes * 0.9
        ? [
            hit(
              stated.disk,
              `is ${mebibytesOf(stated.disk.bytes)}, of which nine tenths are used; ${expected} need ${mebibytesOf(diskBytes)} until they may go`,
            ),
          ]
        : []),
    ];
  },
};

export const metricsRecorded: Rule = {
  id: 'metrics/recorded',
  level: 'error',
  why: 'A query can only be checked, and memory only be planned, if somebody has written down what an exporter exposes.',
  fixHint: 'record it: npm run record:metrics, or write the list from upstream source; imports/metrics/ has examples',
  exceptable: false,
  check: ({ scrapes, rack }) =>
    scrapes
      .filter(({ series }) => series === undefined)
      .map(({ job, exporter }) => ({
        object: `clusters/${rack.name}.yaml`,
        path: 'apps',
        message: `job ${job} scrapes ${exporter}, and imports/metrics/${exporter}.yaml does not exist`,
      })),
};

export const budgetRules: readonly Rule[] = [metricsBudget, metricsRecorded, tracingBudget];
