import { Construct } from 'constructs';
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { composeSample, loadSample, namedApps, sampleApps } from './testing/sample-rack';
import { type App, app, sourceOf } from './kit/app';
import { contract } from './kit/contract';
import { Workload } from './kit/workload';

const rack = loadSample();

test('synthesizing twice gives the same objects', () => {
  expect(composeSample(rack)).toEqual(composeSample(rack));
});

test('building every app some scopes deeper changes nothing', () => {
  const expected = JSON.stringify(composeSample(rack));
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 4 }), (scopes) => {
      const deeper = sampleApps.map((each) => ({
        ...each,
        build: (scope: Construct, given: never) =>
          each.build(
            scopes.reduce((parent: Construct, id) => new Construct(parent, id), scope),
            given,
          ),
      }));
      expect(JSON.stringify(composeSample(rack, deeper))).toBe(expected);
    }),
    { numRuns: 5 },
  );
});

test('the order of the list of apps changes nothing', () => {
  expect(composeSample(rack, [...sampleApps].reverse())).toEqual(composeSample(rack));
});

test.each(sampleApps.map((each) => [each.name, sourceOf(each)]))('%s is declared in %s', (_, source) => {
  expect(existsSync(join(__dirname, '..', source))).toBe(true);
});

test('every app renders something, or tells Prometheus of something that others made', () => {
  const { rendered: objects, scrapes } = composeSample(rack);
  const heard = new Set([...objects, ...scrapes].map(({ app: name }) => name));
  expect(namedApps.map(({ name }) => name).filter((name) => !heard.has(name))).toEqual([]);
});

test('who states a name that the rack itself answers to reaches the pods behind it, and who does not reaches none', () => {
  const issuer = 'https://grafana.sample.home.arpa';
  const stated = (apps: object) => composeSample({ ...rack, apps: { ...rack.apps, ...apps } });
  const egressOf = ({ rendered }: ReturnType<typeof composeSample>) =>
    JSON.stringify(
      rendered.find(
        ({ manifest: { kind, metadata } }) => kind === 'CiliumNetworkPolicy' && metadata.name === 'open-webui',
      )?.manifest,
    );
  const signIn = { issuer, client: 'chat', scopes: 'openid', hosts: [] };
  const block = rack.apps['open-webui'] as object;
  const own = egressOf(stated({ 'open-webui': { ...block, signIn } }));
  expect(own).toContain('"toEntities":["ingress"]');
  expect(own).toMatch(/"app.kubernetes.io\/name":"grafana".*?"port":"3000"/);
  const others = egressOf(
    stated({ 'open-webui': { ...block, signIn: { ...signIn, issuer: 'https://id.example.net' } } }),
  );
  expect(others).toContain('id.example.net');
  expect(others).not.toMatch(/"toEntities":\["ingress"\]|grafana/);
});

describe('apps that do not fit together', () => {
  const A = contract<object>('an A');
  const B = contract<object>('a B');
  const make = (name: string, rest: Partial<App>): App => ({
    ...app({ name, area: 'data', summary: '', spec: z.strictObject({}), namespaces: {}, build: () => ({}) }),
    ...rest,
  });
  const both = (apps: App[]) =>
    composeSample({ ...rack, apps: Object.fromEntries(apps.map(({ name }) => [name, {}])) }, apps);

  test('are refused when they need one another in a circle', () => {
    const apps = [make('a', { needs: { b: B }, offers: [A] }), make('b', { needs: { a: A }, offers: [B] })];
    expect(() => both(apps)).toThrow('apps need one another in a circle: a → b → a');
  });

  test('are told all at once where several throw, and not who waits for one of them', () => {
    const throwing = (name: string, rest: Partial<App> = {}) =>
      make(name, {
        ...rest,
        build: () => {
          throw new Error(`${name} is wrong`);
        },
      });
    const apps = [throwing('a', { offers: [A] }), make('b', { needs: { a: A } }), throwing('c')];
    expect(() => both(apps)).toThrow('lib/apps/data/a.ts: a is wrong\nlib/apps/data/c.ts: c is wrong');
  });

  test('are refused when nobody offers what one needs', () => {
    expect(() => both([make('a', { needs: { b: B } })])).toThrow('app a needs a B, which no app that is on offers');
  });

  test('are refused when they want a namespace at two levels', () => {
    const apps = [make('a', { namespaces: { x: 'restricted' } }), make('b', { namespaces: { x: 'baseline' } })];
    expect(() => both(apps)).toThrow('namespace x is wanted as restricted and, by app b, as baseline');
  });
});

test('a new app is scraped and let in by declaring its metrics', () => {
  const newcomer = app({
    name: 'newcomer',
    area: 'data',
    summary: '',
    spec: z.strictObject({}),
    namespaces: { demo: 'restricted' },
    build: (scope) =>
      new Workload(scope, {
        kind: 'Deployment',
        namespace: 'demo',
        name: 'newcomer',
        tier: 'serving',
        user: { uid: 1, gid: 1 },
        containers: { it: { image: 'redis', cpu: '1m', memory: '1Mi', ports: { metrics: 9999 }, scrape: 'metrics' } },
      }),
  });
  const { rendered: objects } = composeSample({ ...rack, apps: { ...rack.apps, newcomer: {} } }, [
    ...sampleApps,
    newcomer,
  ]);
  const text = (kind: string, name: string) =>
    JSON.stringify(objects.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)?.manifest);
  expect(text('ConfigMap', 'prometheus')).toContain('demo/newcomer/metrics');
  expect(text('NetworkPolicy', 'newcomer')).toContain('"app.kubernetes.io/name":"prometheus"');
  expect(text('NetworkPolicy', 'prometheus')).toContain('"app.kubernetes.io/name":"newcomer"');
});
