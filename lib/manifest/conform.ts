import { isRecord } from './field-path';

/**
 * The types that a reader counts on. Lists are `[element]`, objects name the fields that are read; fields that are not
 * named pass as they are.
 */
export type Shape = 'text' | 'number' | 'flag' | readonly [Shape] | { readonly [field: string]: Shape };

/**
 * A value without the parts that are not of the shape, so that a rule can read what is left without stumbling. That the
 * parts were wrong is for the schemas to say.
 */
export function conform(value: unknown, shape: Shape): unknown {
  if (shape === 'text') return typeof value === 'string' ? value : undefined;
  if (shape === 'number') return typeof value === 'number' ? value : undefined;
  if (shape === 'flag') return typeof value === 'boolean' ? value : undefined;
  if (isList(shape)) {
    if (!Array.isArray(value)) return undefined;
    const sound = value.map((element) => conform(element, shape[0])).filter((element) => element !== undefined);
    return sound.length === value.length && sound.every((element, i) => element === value[i]) ? value : sound;
  }
  return isRecord(value) ? conformRecord(value, shape) : undefined;
}

/** Copies only when something had to go: nearly all objects are sound. */
function conformRecord(value: Record<string, unknown>, shape: { readonly [field: string]: Shape }): unknown {
  let sound = value;
  for (const field in shape) {
    const before = value[field];
    const inner = shape[field];
    if (before === undefined || inner === undefined) continue;
    const after = conform(before, inner);
    if (after === before) continue;
    if (sound === value) sound = { ...value };
    sound[field] = after;
  }
  return sound;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}
