import type { Schema } from '../../../imports/family';
import { nearest } from '../nearest';
import { fieldPath } from './hits';
import { resolved, typeNameOf, type Walk } from './walk-context';

/** A field that nobody knows: says which one was meant, or where a field of that name would belong. */
export function unknownField(context: Walk, schema: Schema, field: string, path: string): void {
  const at = fieldPath(path, field);
  if (field === 'status' && path === '') {
    context.report('schema/unknown-field', at, 'status is written by controllers, not by manifests', 'Remove status.');
    return;
  }
  const near = nearest(field, Object.keys(schema.properties ?? {}));
  if (near !== undefined) {
    const message = `there is no field "${field}" here; did you mean ${near}?`;
    context.report('schema/unknown-field', at, message, `Rename it to ${near}.`);
    return;
  }
  const home = belongsTo(context, schema, field);
  const fix = home ?? 'Remove it, or put it where it belongs.';
  context.report('schema/unknown-field', at, `there is no field "${field}" here${known(schema)}`, fix);
}

function known(schema: Schema): string {
  const fields = Object.keys(schema.properties ?? {});
  if (fields.length === 0) return '; this object has no fields';
  return fields.length > 12 ? '' : `; there are ${fields.join(', ')}`;
}

/** The commonest slip is the right field one level too high or too low. */
function belongsTo(context: Walk, schema: Schema, field: string): string | undefined {
  for (const [name, part] of Object.entries(schema.properties ?? {})) {
    if (resolved(context, part).properties?.[field]) return `Move it into ${name}.`;
  }
  const parents = Object.entries(context.definitions).filter(
    ([, parent]) =>
      parent.properties?.[field] !== undefined &&
      Object.values(parent.properties).some((part) => refersTo(context, part, schema)),
  );
  const [parent] = parents[0] ?? [];
  return parent === undefined ? undefined : `It belongs one level up, in ${parent}.`;
}

function refersTo(context: Walk, part: Schema, schema: Schema): boolean {
  const target = typeNameOf(part) === undefined ? part.items : part;
  return target !== undefined && typeNameOf(target) !== undefined && resolved(context, target) === schema;
}
