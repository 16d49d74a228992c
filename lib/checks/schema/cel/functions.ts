import { goPattern, isCidr, isIp } from '../formats';
import { CelDuration, CelError, durationOf, isEqual } from './values';

/** Takes what comes, since nothing checked the types of a rule before, and answers with a CelError. */
type CelFunction = (...values: unknown[]) => unknown;

/**
 * What the rules of the imported CRDs call. A rule that calls anything else is an error of the test beside this file, and
 * of the object that it would check.
 */
export const functions: ReadonlyMap<string, CelFunction> = new Map<string, CelFunction>([
  ['!_', (value: unknown) => (typeof value === 'boolean' ? !value : noSuch('!', value))],
  ['_==_', (a: unknown, b: unknown) => isEqual(a, b)],
  ['_!=_', (a: unknown, b: unknown) => !isEqual(a, b)],
  ['_<_', (a: unknown, b: unknown) => compared('<', a, b, (order) => order < 0)],
  ['_<=_', (a: unknown, b: unknown) => compared('<=', a, b, (order) => order <= 0)],
  ['_>_', (a: unknown, b: unknown) => compared('>', a, b, (order) => order > 0)],
  ['_>=_', (a: unknown, b: unknown) => compared('>=', a, b, (order) => order >= 0)],
  ['_+_', plus],
  ['_[_]', element],
  ['@in', (value: unknown, of: unknown) => isIn(value, of)],
  ['size', size],
  ['.size', size],
  ['.startsWith', onTexts('startsWith', (text, start) => text.startsWith(start))],
  ['.endsWith', onTexts('endsWith', (text, end) => text.endsWith(end))],
  ['.contains', onTexts('contains', (text, part) => text.includes(part))],
  ['.matches', onTexts('matches', matches)],
  ['.split', onTexts('split', (text, separator) => text.split(separator))],
  ['.substring', substring],
  ['duration', (text: unknown) => (typeof text === 'string' ? durationOf(text) : noSuch('duration', text))],
  ['isIP', (text: unknown) => (typeof text === 'string' ? isIp(text) : noSuch('isIP', text))],
  ['isCIDR', (text: unknown) => (typeof text === 'string' ? isCidr(text) : noSuch('isCIDR', text))],
]);

function noSuch(name: string, ...values: unknown[]): CelError {
  return new CelError(`no ${name} for ${values.map(typeOf).join(' and ')}`);
}

function typeOf(value: unknown): string {
  if (value instanceof CelDuration) return 'duration';
  if (Array.isArray(value)) return 'list';
  return value === null ? 'null' : typeof value === 'object' ? 'map' : typeof value;
}

function compared(name: string, a: unknown, b: unknown, holds: (order: number) => boolean): boolean | CelError {
  const type = typeOf(a);
  if (type !== typeOf(b) || !['number', 'string', 'boolean', 'duration'].includes(type)) return noSuch(name, a, b);
  const [left, right] = [a as number, b as number];
  return holds(left < right ? -1 : left > right ? 1 : 0);
}

function plus(a: unknown, b: unknown): unknown {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return a + b;
  return Array.isArray(a) && Array.isArray(b) ? [...a, ...b] : noSuch('+', a, b);
}

function element(of: unknown, key: unknown): unknown {
  const found = Array.isArray(of)
    ? typeof key === 'number'
      ? of[key]
      : undefined
    : isIn(key, of) === true
      ? (of as Record<string, unknown>)[key as string]
      : undefined;
  return found === undefined ? new CelError(`no such key: ${String(key)}`) : found;
}

function isIn(value: unknown, of: unknown): boolean | CelError {
  if (Array.isArray(of)) return of.some((each) => isEqual(each, value));
  return typeOf(of) === 'map' ? typeof value === 'string' && Object.hasOwn(of as object, value) : noSuch('in', value, of);
}

/** Of a text: its characters, not its UTF-16 halves. */
function size(value: unknown): number | CelError {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return typeOf(value) === 'map' ? Object.keys(value as object).length : noSuch('size', value);
}

function onTexts(name: string, run: (text: string, other: string) => unknown): (a: unknown, b: unknown) => unknown {
  return (text, other) =>
    typeof text === 'string' && typeof other === 'string' ? run(text, other) : noSuch(name, text, other);
}

function matches(text: string, pattern: string): boolean | CelError {
  try {
    return goPattern(pattern).test(text);
  } catch (error) {
    return new CelError((error as Error).message);
  }
}

function substring(text: unknown, from: unknown, to?: unknown): string | CelError {
  if (typeof text !== 'string' || typeof from !== 'number') return noSuch('substring', text, from);
  const characters = [...text];
  const end = typeof to === 'number' ? to : characters.length;
  if (from < 0 || from > end || end > characters.length) return new CelError(`no characters ${from} to ${end}`);
  return characters.slice(from, end).join('');
}
