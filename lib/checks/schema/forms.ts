import type { Schema } from '../../../imports/family';
import { isRecord } from '../../manifest/field-path';
import type { Walk } from './walk-context';

type WalkOn = (context: Walk, schema: Schema, value: unknown, path: string) => void;

/** allOf, anyOf, oneOf and not. The branches say what must hold besides; they never add fields. */
export function checkForm(context: Walk, schema: Schema, value: unknown, path: string, walk: WalkOn): void {
  const holds = (part: Schema) => isSound(context, part, value, walk);
  for (const part of schema.allOf ?? []) walk({ ...context, isClosed: false, visit: undefined }, part, value, path);
  if (schema.anyOf && !schema['x-kubernetes-int-or-string'] && !schema.anyOf.some(holds)) {
    context.report(
      'schema/form',
      path,
      `fits none of the allowed forms: ${worded(schema.anyOf)}`,
      'Use one of the forms.',
    );
  }
  if (schema.oneOf) {
    const fitting = schema.oneOf.filter(holds);
    if (fitting.length !== 1) {
      const which = fitting.length === 0 ? 'none' : `${fitting.length}`;
      const message = `fits ${which} of the forms, of which exactly one must hold: ${worded(schema.oneOf)}`;
      context.report('schema/form', path, message, 'Keep exactly one of the forms.');
    }
  }
  if (schema.not && holds(schema.not)) {
    const forbidden = named(schema.not);
    const message = forbidden === '' ? 'has a value that is forbidden here' : `must not have ${forbidden}`;
    context.report('schema/form', path, message, 'Remove it.');
  }
}

function isSound(context: Walk, schema: Schema, value: unknown, walk: WalkOn): boolean {
  let sound = true;
  const quiet: Walk = {
    definitions: context.definitions,
    isCore: context.isCore,
    isClosed: false,
    report: () => {
      sound = false;
    },
  };
  walk(quiet, schema, value, '');
  return sound;
}

function worded(branches: Schema[]): string {
  return branches.map((branch) => named(branch) || 'another form').join(' | ');
}

function named(branch: Schema): string {
  if (branch.required) return branch.required.join(' and ');
  if (branch.not?.required) return `no ${branch.not.required.join(' and ')}`;
  if (branch.type) return branch.type;
  if (branch.format) return branch.format;
  if (branch.pattern) return branch.pattern;
  const [field, inner] = Object.entries(branch.properties ?? {})[0] ?? [];
  if (field === undefined || !isRecord(inner))
    return (branch.anyOf ?? branch.oneOf ?? []).map(named).filter(Boolean).join(' or ');
  return Array.isArray(inner.enum) ? `${field} ${inner.enum.join('/')}` : field;
}
