import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from './alerts';
import { type AppProps, app } from './app';
import type { Need } from './contract';
import { Dashboard } from './dashboards';
import { HelmRelease } from './helm-release';
import { SecretKeys } from './secrets';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** As an owner's app is: compiled without a look at the types. */
const untyped = <T>(props: Record<string, unknown>): T => props as T;

const scope = () => new Construct(undefined as never, 'root');
const container = { image: 'a', cpu: '1m', memory: '1Mi', ports: { http: { port: 80 } } };
const workload =
  (more: Record<string, unknown>, of: Record<string, unknown> = {}) =>
  () =>
    new Workload(
      scope(),
      untyped<WorkloadProps>({
        ...{ kind: 'Deployment', namespace: 'notes', name: 'notes', tier: 'serving', user: { uid: 1, gid: 1 } },
        containers: { notes: { ...container, ...of } },
        ...more,
      }),
    );

test.each<[string, () => unknown, string]>([
  ['a field', workload({ replcas: 3 }), 'Workload notes/notes has no field "replcas" (did you mean replicas?)'],
  ['a field beside the right one', workload({ teir: 'data' }), '"teir" (did you mean tier?)'],
  ['a field of another kind', workload({ schedule: '0 3 * * *' }), 'has no field "schedule"'],
  ['a tier', workload({ tier: 'servng' }), 'tier of Workload notes/notes is "servng"'],
  ['no tier', workload({ tier: undefined }), 'tier of Workload notes/notes is missing; it is one of '],
  ['a kind', workload({ kind: 'Deploymnet' }), 'did you mean Deployment?'],
  [
    'a field of a container',
    workload({}, { memroy: '1Gi' }),
    'container notes of Workload notes/notes has no field "memroy"',
  ],
  ['a field of a port', workload({}, { ports: { http: { port: 80, htpp: true } } }), 'port http of container notes'],
  ['a field of a probe', workload({}, { ready: { periodSecond: 3 } }), 'ready of container notes'],
  ['a field of the user', workload({ user: { uid: 1, gdi: 1 } }), 'user of Workload notes/notes has no field "gdi"'],
  [
    'a field of an app',
    () =>
      app(
        untyped<AppProps<z.ZodObject, Record<string, Need>, unknown>>({
          name: 'notes',
          summary: '',
          spec: z.strictObject({}),
          namespaces: {},
          build: () => 0,
          need: {},
        }),
      ),
    'app notes has no field "need" (did you mean needs?)',
  ],
  [
    'a field of a release',
    () => new HelmRelease(scope(), untyped({ namespace: 'a', name: 'b', chart: {}, value: {} })),
    'HelmRelease a/b has no field "value" (did you mean values?)',
  ],
  [
    'a field of a Secret',
    () => new SecretKeys(scope(), 'keys', untyped({ namespace: 'a', name: 'b', key: {} })),
    'SecretKeys a/b has no field "key" (did you mean keys?)',
  ],
  [
    'a field of a dashboard',
    () => new Dashboard(scope(), untyped({ uid: 'a', title: 'a', purpose: 'a', rows: [], link: [] })),
    'dashboard a has no field "link" (did you mean links?)',
  ],
])('%s that there is not is refused', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a field of an alert that there is not is refused when alerts are gathered', () => {
  const alerts = new Alerts(scope(), untyped({ alerts: [{ alert: 'Down', expr: 'up', severty: 'critical' }] }));
  alerts.node.setContext('rackwright', { rack: { name: 'a', git: { url: 'https://a.example', branch: 'main' } } });
  expect(() => alerts.group('notes', { workloads: [], scrapeTargets: [] })).toThrow(
    'alert Down of notes has no field "severty" (did you mean severity?)',
  );
});
