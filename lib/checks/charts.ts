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

/** What is known of charts. */
export const chartRules: readonly Rule[] = [chartFootprint];
