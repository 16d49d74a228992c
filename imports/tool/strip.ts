import type { Schema } from '../family';

/** Words of a schema that say nothing about validity. */
const TALK = new Set([
  'description',
  'title',
  'example',
  'externalDocs',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-unions',
  'x-kubernetes-group-version-kind',
]);

/** Keywords whose value is a map from names to schemas: a name there may well be `description`. */
const MAPS = new Set(['properties', 'definitions']);
const PLAIN = new Set(['default', 'enum', 'required', 'x-kubernetes-list-map-keys', 'x-kubernetes-validations']);

/** The schema without descriptions; every rule stays. */
export function stripped(schema: Schema): Schema {
  const kept: Record<string, unknown> = {};
  for (const [word, value] of Object.entries(schema)) {
    if (TALK.has(word)) continue;
    if (PLAIN.has(word) || value === null || typeof value !== 'object') kept[word] = value;
    else if (Array.isArray(value)) kept[word] = value.map((part) => stripped(part as Schema));
    else if (MAPS.has(word)) {
      kept[word] = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, stripped(part as Schema)]));
    } else kept[word] = stripped(value as Schema);
  }
  return kept;
}
