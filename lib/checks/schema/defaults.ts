import type { Schema } from '../../../imports/family';
import { isRecord } from '../../manifest/field-path';

/** Fills in what a CRD presets, as the API server does before it judges. Input and presets are never written to. */

const knows = new WeakMap<Schema, boolean>();

function hasDefaults(schema: Schema): boolean {
  let known = knows.get(schema);
  if (known === undefined) {
    const inner = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties];
    known = inner.some((part) => isRecord(part) && (part.default !== undefined || hasDefaults(part as Schema)));
    knows.set(schema, known);
  }
  return known;
}

export function withDefaults(schema: Schema, value: unknown): unknown {
  if (!hasDefaults(schema)) return value;
  if (Array.isArray(value))
    return schema.items ? value.map((part) => withDefaults(schema.items as Schema, part)) : value;
  if (!isRecord(value)) return value;
  const filled: Record<string, unknown> = { ...value };
  for (const [field, part] of Object.entries(schema.properties ?? {})) {
    const dropsNull = filled[field] === null && !part.nullable;
    if ((filled[field] === undefined || dropsNull) && part.default !== undefined)
      filled[field] = part.default;
    if (filled[field] !== undefined) filled[field] = withDefaults(part, filled[field]);
  }
  if (isRecord(schema.additionalProperties)) {
    for (const [field, part] of Object.entries(value)) {
      if (!schema.properties?.[field]) filled[field] = withDefaults(schema.additionalProperties as Schema, part);
    }
  }
  return filled;
}
