import { oncePer } from '../once-per';
import type { Schema } from '../../../imports/family';
import { isRecord } from '../../manifest/field-path';

/** Fills in what a CRD presets, as the API server does before it checks. Input and presets are never written to. */

const hasDefaults: (schema: Schema) => boolean = oncePer((schema) => {
  const inner = [...Object.values(schema.properties ?? {}), schema.items, schema.additionalProperties];
  return inner.some((part) => isRecord(part) && (part.default !== undefined || hasDefaults(part as Schema)));
});

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
