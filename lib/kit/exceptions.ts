import { exceptionKey } from '../facts/marks';

/** Rules that an object breaks on purpose: rule id → reason. The reason is mandatory and is read in review. */
export type Exceptions = Readonly<Record<string, string>>;

/** Annotations by which checks and report find the exceptions again. */
export function exceptionAnnotations(exceptions: Exceptions = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(exceptions).map(([rule, reason]) => [exceptionKey(rule), reason]));
}
