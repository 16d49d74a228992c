import { nearest as nearestOf } from '../rack-file/did-you-mean';

/** The candidate that a misspelt name most likely meant, whatever order they come in; undefined when none is near. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  return nearestOf(name, [...candidates].sort());
}

/** Ends a message about a name that is not there: `did you mean x?`, else what there is. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const all = [...new Set(candidates)].sort();
  const near = nearest(name, all);
  if (near !== undefined) return `did you mean ${near}?`;
  if (all.length === 0) return 'there is none';
  const shown = all.slice(0, 8).join(', ');
  return all.length > 8
    ? `there are ${shown} and ${all.length - 8} more`
    : `there ${all.length === 1 ? 'is only' : 'are'} ${shown}`;
}
