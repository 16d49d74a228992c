import fc from 'fast-check';
import trees from '../../../../imports/schemas/cel.json';
import type { CelExpression } from '../../../../imports/cel';
import type { Family, Schema } from '../../../../imports/family';
import { celTree } from '../../../../imports/tool/cel';
import type { Manifest } from '../../../manifest/manifest';
import { goPattern } from '../formats';
import { allKinds, familyOf } from '../kinds';
import { validateObjects } from '../validate';
import { evaluate } from './evaluate';
import { functions } from './functions';
import { askOracle } from './testing/oracle';
import { valuesFor } from './testing/values-for';
import { CelError } from './values';

const families = [...new Set(allKinds.map(({ family }) => family))];

function everySchema(family: Family): Schema[] {
  const found: Schema[] = [];
  const visit = (at: unknown): void => {
    if (typeof at !== 'object' || at === null) return;
    if (!Array.isArray(at)) found.push(at as Schema);
    Object.values(at).forEach(visit);
  };
  visit(family.definitions);
  return found;
}

const schemas = families.flatMap((name) => everySchema(familyOf(name)));
const rules = new Map<string, Schema>();
for (const schema of schemas) {
  const own = schema['x-kubernetes-validations'];
  if (Array.isArray(own)) for (const { rule } of own) if (!rules.has(rule)) rules.set(rule, schema);
}

function called(expression: unknown): string[] {
  if (typeof expression !== 'object' || expression === null) return [];
  const own = Array.isArray(expression) && expression[0] === 'call' ? [String(expression[1])] : [];
  return [...own, ...Object.values(expression).flatMap(called)];
}

test('every function that a rule calls is there', () => {
  expect(rules.size).toBeGreaterThan(100);
  const special = ['_&&_', '_||_', '_?_:_', '@not_strictly_false'];
  expect([...new Set(called(trees))].filter((name) => !functions.has(name) && !special.includes(name))).toEqual([]);
});

/** True, false, or that it could not be asked; the words of an error are each engine's own. */
function verdict(value: unknown): unknown {
  return value instanceof CelError ? 'error' : value;
}

const asked = [...rules].filter(([rule]) => !/\boldSelf\b/.test(rule));
const verdicts = new Map<string, Set<unknown>>();

test.each(asked)('cel-es agrees about %s', (rule, schema) => {
  const tree = (trees as unknown as Record<string, CelExpression>)[rule]!;
  const seen = new Set<unknown>();
  verdicts.set(rule, seen);
  fc.assert(
    fc.property(valuesFor(schema, rule), (value) => {
      const ours = verdict(evaluate(tree, value));
      seen.add(ours);
      expect({ value, verdict: ours }).toEqual({ value, verdict: askOracle(rule, schema, value) });
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('nearly every rule was seen both to hold and to be broken', () => {
  const oneSided = [...verdicts].filter(([, seen]) => !seen.has(true) || !seen.has(false)).map(([rule]) => rule);
  expect(oneSided.length / verdicts.size).toBeLessThan(0.1);
});

test.each<[string, unknown, unknown]>([
  ['self.a || self.missing', { a: true }, true],
  ['self.missing || self.a', { a: true }, true],
  ['self.missing && self.a', { a: false }, false],
  ['self.missing || self.a', { a: false }, 'error'],
  ['self.all(x, x.ok)', [{ ok: false }, {}], false],
  ['self.exists(x, x.ok)', [{}, { ok: true }], true],
  ['self.exists_one(x, x > 1)', [1, 2, 3], false],
  ['self.filter(x, x > 1).size() == 2', [1, 2, 3], true],
  ['self.map(x, x + 1)[0] == 2', [1], true],
  ['self.size() == 1', '🙂', true],
  ['self == "1"', 1, false],
  ['self < "1"', 1, 'error'],
  ['has(self.a.b)', { a: {} }, false],
  ['has(self.a.b)', {}, 'error'],
  ['"a" in self', { a: 1 }, true],
  ['"constructor" in self', {}, false],
  ['has(self.constructor)', {}, false],
  ['self.__namespace__ == "x"', { namespace: 'x' }, true],
  ['self.a__dash__b', { 'a-b': true }, true],
  ['duration(self) >= duration("90s")', '1m30s', true],
  ['duration(self) > duration("0s")', 'soon', 'error'],
  ['self[1]', [true], 'error'],
  ['self ? true : false', 'yes', 'error'],
  ['unknownName', {}, 'error'],
])('%s of %j is %s', (rule, self, expected) => {
  expect(verdict(evaluate(celTree(rule), self))).toEqual(expected);
});

test('every pattern of every schema compiles', () => {
  const patterns = schemas.map(({ pattern }) => pattern).filter((pattern) => typeof pattern === 'string');
  expect(patterns.length).toBeGreaterThan(100);
  for (const pattern of patterns) expect(() => goPattern(pattern)).not.toThrow();
});
function route(rule: object): Manifest {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'web', namespace: 'web' },
    spec: { parentRefs: [{ name: 'front' }], rules: [rule] },
  };
}

function cluster(spec: object): Manifest {
  return {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: 'pg', namespace: 'data' },
    spec: { instances: 3, storage: { size: '1Gi' }, ...spec },
  };
}

const prefix = (value: string) => ({ matches: [{ path: { type: 'PathPrefix', value } }] });

test.each<[string, Manifest, string[]]>([
  ['a sound route passes', route(prefix('/api')), []],
  [
    'a path without its slash',
    route(prefix('api')),
    ["value must be an absolute path and start with '/' when type one of ['Exact', 'PathPrefix']"],
  ],
  [
    'a path with two slashes',
    route(prefix('/a//b')),
    ["must not contain '//' when type one of ['Exact', 'PathPrefix']"],
  ],
  [
    'a redirect beside backends',
    route({
      filters: [{ type: 'RequestRedirect', requestRedirect: { statusCode: 301 } }],
      backendRefs: [{ name: 'a', port: 80 }],
    }),
    ['RequestRedirect filter must not be used together with backendRefs'],
  ],
  ['a sound cluster passes', cluster({}), []],
  [
    'a size that is no quantity',
    cluster({
      postgresql: {
        synchronous: {
          method: 'any',
          number: 1,
          failoverQuorum: true,
          dataDurability: 'preferred',
          standbyNamesPre: ['x'],
        },
      },
    }),
    ["dataDurability set to 'preferred' requires empty 'standbyNamesPre' and empty 'standbyNamesPost'"],
  ],
])('%s', (_, object, messages) => {
  expect(validateObjects([object]).map(({ rule, message }) => `${rule}: ${message}`)).toEqual(
    messages.map((message) => expect.stringContaining(`schema/cel: ${message}`)),
  );
});
