import type { Fault } from '../problem';
import type { SpecRule } from './rule';

/** Whether an acceptance is used or has lapsed is the checks' business: this file knows neither findings nor the day. */
export const acceptedOnce: SpecRule = ({ accept = [] }, { lineOf }) => {
  const first = new Map<string, number>();
  return accept.flatMap((entry, index): Fault[] => {
    if (entry?.rule === undefined) return [];
    const key = `${entry.rule} ${entry.object ?? ''}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, index);
      return [];
    }
    const what = entry.object === undefined ? entry.rule : `${entry.rule} of ${entry.object}`;
    return [
      {
        at: ['accept', index, 'rule'],
        title: `${what} is accepted twice`,
        detail: `the first is in line ${lineOf(['accept', other])}; keep the one whose reason and day hold`,
      },
    ];
  });
};
