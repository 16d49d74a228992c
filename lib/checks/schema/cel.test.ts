import * as cel from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import type { Family, Schema } from '../../../imports/family';
import type { Manifest } from '../../manifest/manifest';
import { allKinds, familyOf } from './kinds';
import { goPattern } from './formats';
import { validateObjects } from './validate';

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

test('every rule of every CRD is understood', () => {
  const env = cel.celEnv({ funcs: strings });
  const rules = new Set(schemas.flatMap((schema) => schema['x-kubernetes-validations'] ?? []).map(({ rule }) => rule));
  expect(rules.size).toBeGreaterThan(100);
  const misread = [...rules].filter((rule) => {
    try {
      cel.plan(env, cel.parse(rule));
      return false;
    } catch {
      return true;
    }
  });
  expect(misread).toEqual([]);
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
