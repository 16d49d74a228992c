import type { Path } from './problem';

/** Where things stand in the text, for rules that name two places. */
export interface Where {
  has: (path: Path) => boolean;
  lineOf: (path: Path) => number;
}
