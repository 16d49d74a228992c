import type { JsonNode, Position } from './json-text';

export interface Problem {
  readonly at: Position;
  /** Dotted, as in "band.lowCelsius"; empty: the file as a whole. */
  readonly path: string;
  readonly message: string;
}

export type Report = (problem: Problem) => void;

/** Reads one value: reports what is wrong with it and returns something usable all the same. */
export type Field<T> = (node: JsonNode | undefined, path: string, report: Report) => T;

const kindOf = (node: JsonNode): string =>
  node.kind === 'scalar'
    ? node.value === null
      ? 'null'
      : JSON.stringify(node.value)
    : node.kind === 'list'
      ? 'a list'
      : 'an object';

function scalar<T>(fallback: T, expected: string, accepts: (value: unknown) => boolean): Field<T> {
  return (node, path, report) => {
    if (!node) return fallback;
    if (node.kind === 'scalar' && accepts(node.value)) return node.value as T;
    report({ at: node.at, path, message: `expected ${expected}, found ${kindOf(node)}` });
    return fallback;
  };
}

export function number<T extends number | undefined>(fallback: T, range: { min: number; max: number; integer?: true }) {
  const what = range.integer ? 'a whole number' : 'a number';
  return scalar<T | number>(
    fallback,
    `${what} from ${range.min} to ${range.max}`,
    (value) =>
      typeof value === 'number' &&
      value >= range.min &&
      value <= range.max &&
      (!range.integer || Number.isInteger(value)),
  ) as Field<undefined extends T ? number | undefined : number>;
}

export const flag = (fallback: boolean): Field<boolean> =>
  scalar(fallback, 'true or false', (value) => typeof value === 'boolean');

export function text<T extends string | undefined>(fallback: T) {
  return scalar<T | string>(fallback, 'a text', (value) => typeof value === 'string' && value !== '') as Field<
    undefined extends T ? string | undefined : string
  >;
}

export const choice = <T extends string>(fallback: T, all: readonly T[]): Field<T> =>
  scalar(fallback, `one of ${all.map((one) => `"${one}"`).join(', ')}`, (value) => all.includes(value as T));

export function list<T>(item: Field<T>): Field<T[] | undefined> {
  return (node, path, report) => {
    if (!node) return undefined;
    if (node.kind === 'list') return node.items.map((one, index) => item(one, `${path}[${index}]`, report));
    report({ at: node.at, path, message: `expected a list, found ${kindOf(node)}` });
    return undefined;
  };
}

export function object<T extends object>(fields: { readonly [K in keyof T]: Field<T[K]> }): Field<T> {
  const known = Object.keys(fields) as (keyof T & string)[];
  return (node, path, report) => {
    if (node && node.kind !== 'object')
      report({ at: node.at, path, message: `expected an object, found ${kindOf(node)}` });
    const entries = node?.kind === 'object' ? node.entries : [];
    for (const { key, keyAt } of entries) {
      if (known.includes(key as keyof T & string)) continue;
      const near = nearest(key, known);
      const hint = near ? `did you mean "${near}"?` : `known are ${known.join(', ')}`;
      report({ at: keyAt, path, message: `unknown key "${key}"; ${hint}` });
    }
    const read = known.map((key) => {
      const entry = entries.find((one) => one.key === key);
      return [key, fields[key](entry?.value, path === '' ? key : `${path}.${key}`, report)];
    });
    return Object.fromEntries(read) as T;
  };
}

/** Absent stays absent, where the fields below have defaults. */
export const optional =
  <T>(field: Field<T>): Field<T | undefined> =>
  (node, path, report) =>
    node && field(node, path, report);

export const withDefault =
  <T>(field: Field<T | undefined>, fallback: T): Field<T> =>
  (node, path, report) =>
    field(node, path, report) ?? fallback;

/** @returns the known word that a slip of the finger would turn into this one */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known.map((one) => ({ one, distance: editDistance(word.toLowerCase(), one.toLowerCase()) }));
  const best = ranked.sort((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= Math.max(2, word.length / 3) ? best.one : undefined;
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const substituted = above[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      row[j] = Math.min(substituted, above[j]! + 1, row[j - 1]! + 1);
    }
  }
  return row[to.length]!;
}
