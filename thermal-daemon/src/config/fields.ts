import type { JsonPath } from './json-text';

export interface Refusal {
  readonly path: JsonPath;
  readonly message: string;
}

export type Report = (refusal: Refusal) => void;

/** Reads one value: reports what is wrong with it and returns something usable all the same. @param value undefined: absent */
export type Field<T> = (value: unknown, path: JsonPath, report: Report) => T;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const found = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : isObject(value) ? 'an object' : JSON.stringify(value);

/** One of the JSON types, or a choice among values of one. */
function field<T>(fallback: T, expected: string, accepts: (value: unknown) => boolean): Field<T> {
  return (value, path, report) => {
    if (value === undefined) return fallback;
    if (accepts(value)) return value as T;
    report({ path, message: `expected ${expected}, found ${found(value)}` });
    return fallback;
  };
}

export function number<T extends number | undefined>(fallback: T, range: { min: number; max: number; integer?: true }) {
  const what = range.integer ? 'a whole number' : 'a number';
  return field<T | number>(
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
  field(fallback, 'true or false', (value) => typeof value === 'boolean');

export function text<T extends string | undefined>(fallback: T) {
  return field<T | string>(fallback, 'a text', (value) => typeof value === 'string' && value !== '') as Field<
    undefined extends T ? string | undefined : string
  >;
}

export const choice = <T extends string>(fallback: T, all: readonly T[]): Field<T> =>
  field(fallback, `one of ${all.map((one) => `"${one}"`).join(', ')}`, (value) => all.includes(value as T));

export function list<T>(item: Field<T>): Field<T[] | undefined> {
  const itself = field<unknown[] | undefined>(undefined, 'a list', Array.isArray);
  return (value, path, report) => itself(value, path, report)?.map((one, index) => item(one, [...path, index], report));
}

export function object<T extends object>(fields: { readonly [K in keyof T]: Field<T[K]> }): Field<T> {
  const itself = field<Readonly<Record<string, unknown>>>({}, 'an object', isObject);
  const known = Object.keys(fields) as (keyof T & string)[];
  return (value, path, report) => {
    const members = itself(value, path, report);
    for (const key of Object.keys(members)) {
      if (Object.hasOwn(fields, key)) continue;
      report({ path: [...path, key], message: `unknown key; known are ${known.join(', ')}` });
    }
    const read = known.map((key) => [key, fields[key](members[key], [...path, key], report)]);
    return Object.fromEntries(read) as T;
  };
}

export const required =
  <T>(inner: Field<T>): Field<T> =>
  (value, path, report) => {
    if (value === undefined) report({ path, message: 'must be given' });
    return inner(value, path, report);
  };

/** Absent stays absent, where the fields below have defaults. */
export const optional =
  <T>(inner: Field<T>): Field<T | undefined> =>
  (value, path, report) =>
    value === undefined ? undefined : inner(value, path, report);

export const withDefault =
  <T>(inner: Field<T | undefined>, fallback: T): Field<T> =>
  (value, path, report) =>
    inner(value, path, report) ?? fallback;
