import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { isRecord, textOf } from '../manifest/field-path';
import type { ChangedField } from './changed-fields';

/** A change that is refused until a person says that they know what it does. */
export interface Refusal {
  rule: string;
  /** `objectId`. */
  object: string;
  fields: readonly ChangedField[];
}

/**
 * Names one refusal for good: the rule, the object, and each field with its value before and after. Any other value is
 * another refusal, so an acknowledgement never covers more than what its author saw.
 */
export function digestOf({ rule, object, fields }: Refusal): string {
  const told = fields
    .map(({ path, before, after }) => [path, canonical(before), canonical(after)])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([rule, object, told]))
    .digest('hex')
    .slice(0, 16);
}

/** Where the acknowledgement of a refusal stands, from the root of the repository. */
export function acknowledgementPath(rack: string, digest: string): string {
  return `acknowledged/${rack}/${digest}.yaml`;
}

/** An acknowledgement as it is written: `reason` counts, the rest tells a reviewer what it is about. */
export function acknowledgementText({ rule, object, fields }: Refusal, reason: string): string {
  const values = { rule, object, fields: fields.map(({ path }) => path), reason };
  return `${Object.entries(values)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join('\n')}\n`;
}

/** Whether a file's text acknowledges a refusal: same rule and object, and a reason. */
export function acknowledges(text: string, { rule, object }: Refusal): boolean {
  const said: unknown = parse(text);
  return isRecord(said) && said.rule === rule && said.object === object && textOf(said.reason) !== undefined;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'absent';
  const entries = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join()}}`;
}
