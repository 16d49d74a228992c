import type { Finding, Level } from './finding';

const rank: Readonly<Record<Level, number>> = { error: 0, warning: 1, info: 2 };

/** Worst first, then by object, place and rule; by code unit, so that no locale shows. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    rank[a.level] - rank[b.level] ||
    byCodeUnit(a.object, b.object) ||
    byCodeUnit(a.path, b.path) ||
    byCodeUnit(a.rule, b.rule) ||
    byCodeUnit(a.message, b.message)
  );
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
