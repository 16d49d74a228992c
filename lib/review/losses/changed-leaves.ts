import { fieldOf, isRecord } from '../../manifest/field-path';
import { type ChangedField, isSame, keyed } from '../changed-fields';

/**
 * The fields in which two values differ, down to the leaves on both sides: where a whole part is gone, each leaf of it is.
 * A list whose elements have no names is one leaf, since their places mean nothing.
 */
export function changedLeaves(before: unknown, after: unknown, path = ''): ChangedField[] {
  if (isSame(before, after)) return [];
  if ((isRecord(before) && fits(isRecord, after)) || (isRecord(after) && before === undefined)) {
    const [old, wanted] = [before ?? {}, after ?? {}] as [Record<string, unknown>, Record<string, unknown>];
    const keys = [...new Set([...Object.keys(old), ...Object.keys(wanted)])].sort();
    // An empty object has no leaves of its own, and it matters that it came or went.
    if (keys.length === 0) return [{ path, before, after }];
    return keys.flatMap((key) => changedLeaves(old[key], wanted[key], fieldOf(path, key)));
  }
  const [old, wanted] = [namedElements(before), namedElements(after)];
  if ((old && (wanted ?? isMissing(after))) || (wanted && isMissing(before))) {
    const names = [...new Set([...(old?.keys() ?? []), ...(wanted?.keys() ?? [])])].sort();
    return names.flatMap((name) => changedLeaves(old?.get(name), wanted?.get(name), `${path}[${name}]`));
  }
  return [{ path, before, after }];
}

function namedElements(value: unknown): Map<string, unknown> | undefined {
  return Array.isArray(value) && value.length > 0 ? keyed(value) : undefined;
}

function isMissing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

function fits(is: (value: unknown) => boolean, value: unknown): boolean {
  return value === undefined || is(value);
}
