import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from '../../../../../imports/family';

/** Values that a schema lets pass, with the words and numbers of a rule in them, so that its branches are reached. */
export function valuesFor(schema: Schema, rule: string): Arbitrary<unknown> {
  const texts = [...rule.matchAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g)].map(([, a, b]) => a ?? b ?? '');
  const numbers = [...rule.matchAll(/\b\d+\b/g)].map(([number]) => Number(number)).filter(Number.isSafeInteger);
  // The other engine reads an empty duration as zero; Go, and with it the API server, refuses it.
  const empty = rule.includes('duration(') ? [] : [''];
  const words = [...texts, ...empty, 'a', 'x-1', '/api', '10.0.0.1', '1h30m', '0s', 'oci://a/b', '*.example.org', 'a.b/c'];
  return valueOf(schema, {
    text: fc.oneof(fc.constantFrom(...words), fc.constantFrom(...words).chain((a) => fc.constantFrom(...words).map((b) => a + b))),
    number: fc.constantFrom(0, 1, 2, ...numbers, ...numbers.map((number) => number + 1)),
    names: [...rule.matchAll(/[A-Za-z_]\w*/g)].map(([name]) => name),
  }, 0);
}

interface Pool {
  text: Arbitrary<string>;
  number: Arbitrary<number>;
  names: string[];
}

function valueOf(schema: Schema, pool: Pool, depth: number): Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema['x-kubernetes-int-or-string']) return fc.oneof(pool.text, pool.number);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return pool.number;
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, pool, depth + 1), { maxLength: 3 });
    case 'object':
      return objectOf(schema, pool, depth);
    default:
      return pool.text;
  }
}

function objectOf({ properties, additionalProperties, required = [] }: Schema, pool: Pool, depth: number): Arbitrary<unknown> {
  if (!properties) {
    const each = typeof additionalProperties === 'object' ? additionalProperties : {};
    return fc.dictionary(pool.text, valueOf(each, pool, depth + 1), { maxKeys: 3 });
  }
  // Fields that the rule does not name make no difference to it, and there may be hundreds.
  const told = Object.entries(properties).filter(([name]) => pool.names.some((said) => said.includes(name)));
  const fields = Object.fromEntries(told.map(([name, property]) => [name, valueOf(property, pool, depth + 1)]));
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
}
