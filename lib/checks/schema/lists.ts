import type { Schema } from '../../../imports/family';
import { isRecord } from '../../manifest/field-path';
import { elementPath, shown } from './hits';
import { resolved, type Walk } from './walk-context';

/** Lists that server-side apply merges: sets hold no value twice, maps no key twice. Absent keys count as their default. */
export function checkDuplicates(context: Walk, schema: Schema, value: unknown[], path: string): void {
  const type = schema['x-kubernetes-list-type'];
  if (type === 'map') checkKeys(context, schema, value, path);
  else if (type === 'set' || schema.uniqueItems) {
    eachRepeated(
      value.map((element) => JSON.stringify(element)),
      (index) =>
        context.report(
          'schema/duplicate-key',
          `${path}[${index}]`,
          `${shown(value[index])} stands in the list twice; each value may stand there once`,
          'Remove one of the two.',
        ),
    );
  }
}

function checkKeys(context: Walk, schema: Schema, value: unknown[], path: string): void {
  const fields = schema['x-kubernetes-list-map-keys'] ?? [];
  const properties = resolved(context, schema.items).properties ?? {};
  const keysOf = (element: unknown) =>
    fields.map((field) => (isRecord(element) ? (element[field] ?? properties[field]?.default ?? null) : null));
  const keys = value.map(keysOf);
  eachRepeated(
    keys.map((key) => JSON.stringify(key)),
    (index) => {
      const named = fields.map((field, at) => `${field} ${shown(keys[index]?.[at])}`).join(' and ');
      context.report(
        'schema/duplicate-key',
        elementPath(path, value[index], index),
        `two elements have ${named}; ${fields.join(' and ')} must be unique in this list`,
        `Give each element its own ${fields.join(' and ')}, or remove one.`,
      );
    },
  );
}

function eachRepeated(keys: string[], found: (index: number) => void): void {
  const seen = new Set<string>();
  keys.forEach((key, index) => {
    if (seen.has(key)) found(index);
    seen.add(key);
  });
}
