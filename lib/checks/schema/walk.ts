import type { Schema } from '../../../imports/family';
import { isRecord } from '../../manifest/field-path';
import { checkForm } from './forms';
import { elementPath, fieldPath, shown } from './hits';
import { checkDuplicates } from './lists';
import { unknownField } from './unknown-field';
import { checkEnum, checkNumber, checkText, expectedType, hasType, typeFix, typeOf } from './values';
import { typeNameOf, type Walk } from './walk-context';

/** Compares a value with its schema and reports every fault. */
export function walk(context: Walk, schema: Schema, value: unknown, path: string): void {
  const name = typeNameOf(schema);
  if (name !== undefined) {
    const target = context.definitions[name];
    if (!target) return;
    walk(context, target, value, path);
    if (context.visit && isRecord(value)) context.visit(name, value, path);
    return;
  }
  if (value === null && (schema.nullable || context.isCore)) return;
  if (!hasType(schema, value)) {
    const received = value === null || typeof value === 'object' ? typeOf(value) : `${shown(value)} (${typeOf(value)})`;
    context.report('schema/type', path, `is ${received}; ${expectedType(schema)} is expected`, typeFix(schema, value));
    return;
  }
  if (typeof value === 'string') checkText(schema, value, path, context.report);
  else if (typeof value === 'number') checkNumber(schema, value, path, context.report);
  else if (Array.isArray(value)) walkList(context, schema, value, path);
  else if (isRecord(value)) walkObject(context, schema, value, path);
  if (schema.enum) checkEnum(schema, value, path, context.report);
  if (schema.allOf || schema.anyOf || schema.oneOf || schema.not) checkForm(context, schema, value, path, walk);
  if (schema['x-kubernetes-validations']) context.onCelRules?.(schema, value, path);
}

function walkList(context: Walk, schema: Schema, value: unknown[], path: string): void {
  const { minItems = 0, maxItems = Infinity, items } = schema;
  if (value.length < minItems) {
    context.report(
      'schema/bounds',
      path,
      `has ${value.length} elements; at least ${minItems} are expected`,
      'Add elements.',
    );
  }
  if (value.length > maxItems) {
    context.report(
      'schema/bounds',
      path,
      `has ${value.length} elements; at most ${maxItems} are allowed`,
      'Remove some.',
    );
  }
  if (items) value.forEach((element, index) => walk(context, items, element, elementPath(path, element, index)));
  checkDuplicates(context, schema, value, path);
}

function walkObject(context: Walk, schema: Schema, value: Record<string, unknown>, path: string): void {
  const { properties, additionalProperties, minProperties = 0, maxProperties = Infinity } = schema;
  let count = 0;
  for (const field in value) {
    const inner = value[field];
    if (inner === undefined) continue;
    count++;
    const known = properties?.[field];
    if (known) walk(context, known, inner, fieldPath(path, field));
    else if (isRecord(additionalProperties))
      walk(context, additionalProperties as Schema, inner, fieldPath(path, field));
    else if (context.isClosed && isUnknown(schema, field)) unknownField(context, schema, field, path);
  }
  for (const field of schema.required ?? []) {
    const inner = value[field];
    if (inner !== undefined && !(inner === null && context.isCore)) continue;
    if (properties?.[field]?.default !== undefined) continue;
    context.report('schema/required', fieldPath(path, field), 'is missing', `Add ${field}.`);
  }
  if (count < minProperties) {
    context.report(
      'schema/bounds',
      path,
      `has ${count} fields; at least ${minProperties} are expected`,
      'Add a field.',
    );
  }
  if (count > maxProperties) {
    context.report(
      'schema/bounds',
      path,
      `has ${count} fields; at most ${maxProperties} are allowed`,
      'Remove fields.',
    );
  }
}

const OF_ANY_RESOURCE = new Set(['apiVersion', 'kind', 'metadata']);

function isUnknown(schema: Schema, field: string): boolean {
  if (schema['x-kubernetes-preserve-unknown-fields'] || schema.additionalProperties === true) return false;
  if (schema['x-kubernetes-embedded-resource'] && OF_ANY_RESOURCE.has(field)) return false;
  return schema.type === 'object' || schema.properties !== undefined;
}
