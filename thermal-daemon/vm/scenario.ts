import type { Blade } from './blade';

/** One promise of the daemon, shown on a freshly booted kernel. */
export interface Scenario {
  readonly name: string;
  /** Rejects when the promise is broken. @returns what was measured, for the report */
  readonly run: (blade: Blade) => Promise<string | void>;
  /** @default the ordinary machine; 'counted' executes one instruction a nanosecond and skips idle time */
  readonly machine?: 'ordinary' | 'counted';
}

export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

export const equal = <T>(actual: T, expected: T, what: string): void =>
  check(Object.is(actual, expected), `${what}: expected ${String(expected)}, found ${String(actual)}`);
