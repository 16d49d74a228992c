import { type StatusLevel, type StatusLine, levels } from './line';

/** A line with what follows from it. */
export interface Cause extends StatusLine {
  /** Lines that are its consequences, worst first. */
  follows: StatusLine[];
}

/**
 * Causes, worst first. A line about an object that an earlier check names or explains is a consequence: it stands below its cause,
 * and the cause is as grave as the worst of them.
 *
 * @param lines in the order of the checks, causes before effects
 */
export function ranked(lines: readonly StatusLine[]): Cause[] {
  const causes: Cause[] = [];
  for (const line of lines) {
    const cause = causes.find(
      (each) =>
        each.check !== line.check &&
        [each, ...each.follows].some(({ object, explains = [] }) => [object, ...explains].includes(line.object)),
    );
    if (cause) {
      cause.follows.push(line);
      cause.level = worse(cause.level, line.level);
    } else causes.push({ ...line, follows: [] });
  }
  for (const { follows } of causes) follows.sort(byLevel);
  return causes.sort(byLevel);
}

const rankOf = (level: StatusLevel) => levels.indexOf(level);
const worse = (a: StatusLevel, b: StatusLevel) => (rankOf(a) <= rankOf(b) ? a : b);

/** The sort is stable: within a level the order of the checks stays. */
function byLevel(a: StatusLine, b: StatusLine): number {
  return rankOf(a.level) - rankOf(b.level);
}
