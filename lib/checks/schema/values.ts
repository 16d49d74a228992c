import type { Schema } from '../../../imports/family';
import { suggestion } from '../nearest';
import { formats, goPattern, isQuantity } from './formats';
import { shown, type Report } from './hits';

/** Checks one value that is neither an object nor a list. Reports at most one thing per keyword. */

const INT32_MAX = 2 ** 31 - 1;

/** The type of a JSON value in the words of a schema. */
export function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

export function hasType(schema: Schema, value: unknown): boolean {
  if (schema['x-kubernetes-int-or-string']) {
    return (
      typeof value === 'string' ||
      Number.isInteger(value) ||
      (schema.format === 'quantity' && typeof value === 'number')
    );
  }
  const actual = typeOf(value);
  if (schema.type === undefined || schema.type === actual) return true;
  return schema.type === 'number' && actual === 'integer';
}

export function expectedType(schema: Schema): string {
  if (schema.format === 'quantity') return 'a quantity such as 100m or 384Mi';
  if (schema['x-kubernetes-int-or-string']) return 'an integer or a string';
  const words: Record<string, string> = {
    object: 'an object',
    array: 'a list',
    integer: 'an integer',
    number: 'a number',
    string: 'a string',
    boolean: 'true or false',
  };
  return words[schema.type ?? ''] ?? 'another type';
}

/** How to write the value so that its type is right, when the value itself shows it. */
export function typeFix(schema: Schema, value: unknown): string {
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it in quotes: "${String(value)}".`;
  }
  if ((schema.type === 'integer' || schema.type === 'number') && typeof value === 'string' && /^-?\d+$/.test(value)) {
    return `Write it without quotes: ${value}.`;
  }
  if (schema.type === 'boolean' && (value === 'true' || value === 'false')) return `Write it without quotes: ${value}.`;
  if (schema.type === 'array') return 'Make it a list.';
  return `Write ${expectedType(schema)}.`;
}

export function checkText(schema: Schema, value: string, path: string, report: Report): void {
  const length = schema.minLength !== undefined || schema.maxLength !== undefined ? [...value].length : 0;
  if (schema.minLength !== undefined && length < schema.minLength) {
    const expected = schema.minLength === 1 ? 'it must not be empty' : `at least ${schema.minLength} are expected`;
    report('schema/bounds', path, `is ${shown(value)}, ${length} characters long; ${expected}`, 'Write a longer text.');
  }
  if (schema.maxLength !== undefined && length > schema.maxLength) {
    report('schema/bounds', path, `has ${length} characters; at most ${schema.maxLength} are allowed`, 'Shorten it.');
  }
  if (schema.pattern !== undefined && !goPattern(schema.pattern).test(value)) {
    report('schema/pattern', path, `is ${shown(value)}; it must match ${schema.pattern}`, 'Write it in that form.');
  }
  checkFormat(schema, value, path, report);
}

function checkFormat(schema: Schema, value: string, path: string, report: Report): void {
  if (schema.format === undefined) return;
  if (schema.format === 'quantity') {
    if (isQuantity(value)) return;
    report(
      'server/resources',
      path,
      `is ${shown(value)}, which is no quantity`,
      'Write a number and a unit: 100m, 1.5, 384Mi, 2Gi.',
    );
    return;
  }
  const form = formats[schema.format];
  if (form && !form.accepts(value)) {
    report('schema/pattern', path, `is ${shown(value)}; ${form.words} is expected`, `Write ${form.words}.`);
  }
}

/** Counts and ports fit 32 bits; of quantities only the unit limits the size. */
function isInt32(schema: Schema): boolean {
  return (
    schema.format === 'int32' ||
    (schema['x-kubernetes-int-or-string'] === true && schema.format === undefined && schema.pattern === undefined)
  );
}

export function checkNumber(schema: Schema, value: number, path: string, report: Report): void {
  const low = schema.minimum ?? (isInt32(schema) ? -INT32_MAX - 1 : undefined);
  const high = schema.maximum ?? (isInt32(schema) ? INT32_MAX : undefined);
  if (low !== undefined && (schema.exclusiveMinimum ? value <= low : value < low)) {
    const bound = schema.exclusiveMinimum ? `more than ${low}` : `at least ${low}`;
    report('schema/bounds', path, `is ${value}; ${bound} is expected`, `Use a number of ${bound}.`);
  }
  if (high !== undefined && (schema.exclusiveMaximum ? value >= high : value > high)) {
    const bound = schema.exclusiveMaximum ? `less than ${high}` : `at most ${high}`;
    report('schema/bounds', path, `is ${value}; ${bound} is expected`, `Use a number of ${bound}.`);
  }
  if (schema.multipleOf !== undefined && !Number.isInteger(value / schema.multipleOf)) {
    report('schema/bounds', path, `is ${value}; a multiple of ${schema.multipleOf} is expected`, 'Round it.');
  }
}

/** An empty word is a fault too: the server takes some for the default and refuses others. */
export function checkEnum(schema: Schema, value: unknown, path: string, report: Report): void {
  const words = schema.enum;
  if (words === undefined || words.some((word) => word === value)) return;
  const texts = words.map(String);
  const near = typeof value === 'string' ? suggestion(value, texts) : '';
  const hint = near.startsWith('did you mean') ? `; ${near}` : '';
  report(
    'schema/enum',
    path,
    `is ${shown(value)}; allowed are ${texts.join(', ')}${hint}`,
    'Use one of the allowed values.',
  );
}
