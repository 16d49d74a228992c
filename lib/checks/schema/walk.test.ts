import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { Family, Schema } from '../../../imports/family';
import { mutantsOf } from '../../../test/judges/agreement/mutations';
import type { Manifest } from '../../manifest/manifest';
import { withDefaults } from './defaults';
import { familyOf, kindOf } from './kinds';
import { walk } from './walk';

/** Definitions without formats, which ajv and the API server read differently. */
function withoutFormats(family: Family): Record<string, Schema> {
  const text = JSON.stringify(family.definitions, (key, value: unknown) =>
    key === 'format' && typeof value === 'string' && value !== 'quantity' ? undefined : value,
  );
  return JSON.parse(text) as Record<string, Schema>;
}

/** The same schema in the words of JSON Schema: closed objects, both sides of int-or-string, null where it is allowed. */
function forAjv(schema: Schema, isClosed = true): object {
  if (schema.$ref !== undefined) return { $ref: schema.$ref };
  const { properties, additionalProperties, items, required, nullable, type, format, exclusiveMinimum, ...rest } =
    schema;
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || additionalProperties !== undefined;
  const isEither = schema['x-kubernetes-int-or-string'] === true;
  const asked = required?.filter((field) => properties?.[field]?.default === undefined);
  const types = isEither
    ? ['string', format === 'quantity' ? 'number' : 'integer']
    : type === undefined
      ? undefined
      : [type];
  return {
    ...plain(rest),
    ...(types && { type: nullable ? [...types, 'null'] : types }),
    ...(asked?.length && { required: asked }),
    ...(properties && { properties: mapped(properties, (part) => forAjv(part, isClosed)) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: forAjv(additionalProperties, isClosed) }),
    ...(isClosed && !isOpen && (type === 'object' || properties) && { additionalProperties: false }),
    ...(items && { items: forAjv(items, isClosed) }),
    ...(exclusiveMinimum ? { exclusiveMinimum: schema.minimum } : {}),
    ...Object.fromEntries(
      (['allOf', 'anyOf', 'oneOf'] as const)
        .filter((word) => schema[word] && !(word === 'anyOf' && isEither))
        .map((word) => [word, schema[word]?.map((part) => forAjv(part, false))]),
    ),
    ...(schema.not && { not: forAjv(schema.not, false) }),
  };
}

const WORDS = ['enum', 'minimum', 'maximum', 'multipleOf', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern'];

function plain(schema: Schema): object {
  const kept = Object.entries(schema).filter(([word]) => [...WORDS, 'minProperties', 'maxProperties'].includes(word));
  return Object.fromEntries(kept);
}

function mapped(schemas: Record<string, Schema>, change: (part: Schema) => object): Record<string, object> {
  return Object.fromEntries(Object.entries(schemas).map(([name, part]) => [name, change(part)]));
}

const pairs = new Map<string, { ours: (object: Manifest) => string[]; ajv: (object: Manifest) => boolean }>();

function pairOf(object: Manifest) {
  const known = kindOf(object)!;
  const key = `${known.family} ${known.definition}`;
  let pair = pairs.get(key);
  if (!pair) {
    const definitions = withoutFormats(familyOf(known.family));
    const isCore = known.family === 'k8s';
    const schema = { $ref: `#/definitions/${known.definition}` };
    const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, logger: false });
    const compiled = ajv.compile({ ...schema, definitions: mapped(definitions, (part) => forAjv(part)) });
    const filled = (one: Manifest) => (isCore ? one : withDefaults(definitions[known.definition] ?? {}, one));
    pair = {
      ajv: (one) => compiled(filled(one)),
      ours: (one) => {
        const hits: string[] = [];
        walk(
          { definitions, isCore, isClosed: true, report: (rule, path) => hits.push(`${rule} ${path}`) },
          schema,
          filled(one),
          '',
        );
        // Keys of lists and the notation of quantities are Kubernetes', not JSON Schema's.
        return hits.filter((hit) => !/^(?:schema\/duplicate-key|server\/)/.test(hit));
      },
    };
    pairs.set(key, pair);
  }
  return pair;
}

const samples = ['cluster', 'custom', 'workloads'].flatMap((file) =>
  parseAllDocuments(readFileSync(`test/judges/agreement/samples/${file}.yaml`, 'utf8')).map(
    (document) => document.toJS() as Manifest,
  ),
);

/** Kinds with every keyword that schemas use; the harness with the real API server takes all of them. */
const chosen = samples.filter(({ kind }) =>
  [
    'Deployment',
    'Service',
    'NetworkPolicy',
    'HTTPRoute',
    'Gateway',
    'Cluster',
    'CiliumNetworkPolicy',
    'Certificate',
  ].includes(kind),
);

/** 32 bits are the API server's limit, not JSON Schema's. */
const beyondSchema = new Set(['beyond 32 bits']);

test.each(chosen.map((object) => [object.kind, object] as const))(
  'the walker says of %s what ajv says, slip by slip',
  (_, object) => {
    const { ours, ajv } = pairOf(object);
    expect(ours(object)).toEqual([]);
    expect(ajv(object)).toBe(true);
    const mutants = mutantsOf(object, object.kind).filter(({ slip }) => !beyondSchema.has(slip));
    const apart = mutants
      .map(({ id, object: mutant }) => ({ id, ours: ours(mutant), ajv: ajv(mutant) }))
      .filter((verdict) => (verdict.ours.length === 0) !== verdict.ajv);
    expect(apart).toEqual([]);
    expect(mutants.filter(({ object: mutant }) => !ajv(mutant)).length).toBeGreaterThan(mutants.length / 4);
  },
);
