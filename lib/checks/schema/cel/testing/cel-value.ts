import type { Schema } from '../../../../../imports/family';
import { isRecord } from '../../../../manifest/field-path';

/** Words that CEL keeps for itself; Kubernetes lets rules write a field of that name as `__namespace__`. */
const RESERVED = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
  ...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

function fieldName(name: string): string {
  if (RESERVED.has(name)) return `__${name}__`;
  return name
    .replace(/__/g, '__underscores__')
    .replace(/\./g, '__dot__')
    .replace(/-/g, '__dash__')
    .replace(/\//g, '__slash__');
}

/** A JSON value as CEL sees it: whole numbers are ints unless the schema says number, fields have CEL's names. */
export function celValue(schema: Schema | undefined, value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && schema?.type !== 'number' ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map((element) => celValue(schema?.items, element));
  if (!isRecord(value)) return value ?? null;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  const ofAll = isRecord(schema?.additionalProperties) ? (schema.additionalProperties as Schema) : undefined;
  return new Map(
    entries.map(([name, inner]) => {
      const property = schema?.properties?.[name];
      return property ? [fieldName(name), celValue(property, inner)] : [name, celValue(ofAll, inner)];
    }),
  );
}
