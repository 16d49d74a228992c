import type { Rule } from './rule';

export const chartFootprint: Rule = {
  id: 'charts/footprint',
  level: 'warning',
  why: 'Capacity, policies and the order of CRDs count with what a chart made of other values than it will get.',
  fixHint: 'npm run import -- --charts renders it with the values that dist/ has (needs Go)',
  exceptable: true,
  forMaintainers: true,
  check: ({ releases = [] }) =>
    releases.flatMap(({ id, footprint }) => {
      if (footprint?.isStale !== true) return [];
      return [{ object: id, path: 'spec.values', message: `has other values than the ones of ${footprint.source}` }];
    }),
};

export const chartBestEffort: Rule = {
  id: 'charts/best-effort',
  level: 'error',
  why: 'A pod that requests nothing is the first that a blade short of memory evicts, and its kernel kills; a DaemonSet runs on all of them.',
  fixHint: 'give its containers requests in the chart’s values, or say in its footprint what the chart requests',
  exceptable: true,
  check: ({ releases = [] }) =>
    releases.flatMap(({ id, footprint }) =>
      (footprint?.workloads ?? [])
        .filter(({ kind, cpu, memory }) => kind === 'DaemonSet' && cpu === undefined && memory === undefined)
        .map(({ name }) => ({
          object: id,
          path: 'spec.values',
          message: `makes DaemonSet ${name}, whose pods request neither CPU nor memory`,
        })),
    ),
};

/** What is known of charts. */
export const chartRules: readonly Rule[] = [chartFootprint, chartBestEffort];
