/** A rule that could not be asked, and why. A value of its own, passed on by every operation. */
export class CelError {
  constructor(readonly message: string) {}
}

/** `duration('1h30m')`; compares as its length. */
export class CelDuration {
  constructor(readonly nanoseconds: number) {}

  valueOf(): number {
    return this.nanoseconds;
  }
}

const NANOSECONDS: Readonly<Record<string, number>> = {
  ...{ ns: 1, us: 1e3, µs: 1e3, ms: 1e6 },
  ...{ s: 1e9, m: 60e9, h: 3600e9 },
};

/** Go's notation, as time.ParseDuration reads it. */
export function durationOf(text: string): CelDuration | CelError {
  const [, sign, body = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (!/^(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|\u00b5s|ms|s|m|h))+)$/.test(body)) return new CelError(`no duration: ${text}`);
  const parts = [...body.matchAll(/([\d.]+)(ns|us|\u00b5s|ms|s|m|h)/g)];
  const length = parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (NANOSECONDS[unit] ?? 0), 0);
  return new CelDuration(sign === '-' ? -length : length);
}

/** Deep, and never true across types. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a instanceof CelDuration && b instanceof CelDuration) return a.nanoseconds === b.nanoseconds;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((element, index) => isEqual(element, b[index]));
  }
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null || Array.isArray(b)) return a === b;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]))
  );
}
