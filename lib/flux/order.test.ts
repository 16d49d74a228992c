import type { Manifest } from '../manifest/manifest';
import { type AppOutput, needsOf } from './needs';
import { dependenciesOf } from './order';

const app = (name: string, manifests: Partial<Manifest>[], release: Partial<AppOutput['releases'][number]> = {}) => ({
  app: name,
  manifests: manifests.map((each) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, ...each })),
  releases: [{ crdGroups: [], webhookGroups: [], needsGroups: [], ...release }],
});
const dependencies = (...apps: AppOutput[]) => Object.fromEntries(dependenciesOf(needsOf(apps)));

const namespace = app('namespaces', [{ kind: 'Namespace', metadata: { name: 'data' } }]);
const storage = app('storage', [{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' } }]);
const priorities = app('priorities', [
  { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'ours' } },
]);
const operator = app('operator', [], { crdGroups: ['db.example.org'] });

test.each<[string, AppOutput[], Record<string, string[]>]>([
  ['its namespace', [namespace, app('a', [{ metadata: { name: 'x', namespace: 'data' } }])], { a: ['namespaces'] }],
  [
    'the owner of its kind',
    [operator, app('a', [{ apiVersion: 'db.example.org/v1', kind: 'Db' }])],
    { a: ['operator'] },
  ],
  [
    'the owner of a definition that stands in git',
    [
      app('crds', [{ kind: 'CustomResourceDefinition', spec: { group: 'x.org' } }]),
      app('a', [{ apiVersion: 'x.org/v1' }]),
    ],
    { a: ['crds'] },
  ],
  [
    'the storage class of a claim template',
    [storage, app('a', [{ spec: { volumeClaimTemplates: [{ spec: { storageClassName: 'fast' } }] } }])],
    { a: ['storage'] },
  ],
  [
    'the storage class of a custom kind',
    [storage, app('a', [{ spec: { storage: { storageClass: 'fast' } } }])],
    { a: ['storage'] },
  ],
  [
    'the priority class of its pods',
    [priorities, app('a', [{ spec: { template: { spec: { priorityClassName: 'ours' } } } }])],
    { a: ['priorities'] },
  ],
  [
    'the priority class that it gives the pods of a chart',
    [priorities, app('a', [{ kind: 'HelmRelease', spec: { values: { manager: { priorityClass: 'ours' } } } }])],
    { a: ['priorities'] },
  ],
  [
    'no class that Kubernetes itself brings',
    [priorities, app('a', [{ spec: { priorityClassName: 'system-node-critical' } }])],
    {},
  ],
  [
    'kinds that its chart will make',
    [operator, app('a', [], { needsGroups: ['db.example.org'] })],
    { a: ['operator'] },
  ],
  ['nothing that pods need only at run time', [app('b', []), app('a', [{ data: { host: 'b.svc' } }])], {}],
])('an app waits for %s', (_, apps, expected) => {
  expect(dependencies(...apps)).toEqual(expected);
});
