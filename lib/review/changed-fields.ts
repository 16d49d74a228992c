import { fieldOf, isRecord } from '../manifest/field-path';

/** A field with one value before and another after; undefined where it is absent. */
export interface ChangedField {
  path: string;
  before: unknown;
  after: unknown;
}

/** The innermost fields in which two values differ. List elements go by their name where all have one. */
export function changedFields(before: unknown, after: unknown, path = ''): ChangedField[] {
  if (isSame(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return keys.flatMap((key) => changedFields(before[key], after[key], fieldOf(path, key)));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, wanted] = [keyed(before), keyed(after)];
    if (old && wanted) {
      const names = [...new Set([...old.keys(), ...wanted.keys()])].sort();
      return names.flatMap((name) => changedFields(old.get(name), wanted.get(name), `${path}[${name}]`));
    }
  }
  return [{ path, before, after }];
}

/** Whatever the order of keys; undefined and absent are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (isRecord(a) && isRecord(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) => isSame(a[key], b[key]));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => isSame(element, b[index]));
  }
  return a === b;
}

/** Elements of a list by their names; undefined where one has none or shares it. */
export function keyed(list: readonly unknown[]): Map<string, unknown> | undefined {
  const named = list.map((element): [string, unknown] => [nameOf(element), element]);
  const byName = new Map(named);
  return byName.has('') || byName.size < list.length ? undefined : byName;
}

function nameOf(element: unknown): string {
  if (!isRecord(element)) return '';
  const name = element['name'] ?? (isRecord(element['metadata']) ? element['metadata']['name'] : undefined);
  return typeof name === 'string' ? name : '';
}

/** `spec.a goes from 1 to 2 and 3 more of its fields change`. */
export function toldFields(fields: readonly ChangedField[]): string {
  const [first, ...more] = fields.map(
    ({ path, before, after }) => `${path} goes from ${shown(before)} to ${shown(after)}`,
  );
  return more.length === 0 ? first! : `${first} and ${more.length} more of its fields change`;
}

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
