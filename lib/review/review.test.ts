import { toYaml } from '../manifest/yaml';
import { acknowledgementText } from './acknowledgement';
import { reviewTrees } from './review';

const metadata = (name: string) => ({ name, namespace: 'data' });
const set = (spec: object) => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: metadata('redis'),
  spec: { replicas: 3, serviceName: 'redis-headless', selector: { matchLabels: { app: 'redis' } }, ...spec },
});
const claim = (name: string, storage: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { ...metadata(name), annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
  spec: { storageClassName: 'node-local', resources: { requests: { storage } }, ...more },
});
const cluster = (name: string, spec: object = {}) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: metadata(name),
  spec: { storage: { size: '40Gi' }, walStorage: { size: '8Gi' }, bootstrap: { initdb: {} }, ...spec },
});
const other = (apiVersion: string, kind: string, fields: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...fields,
});
const database = (spec: object) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Database',
  metadata: metadata('rag'),
  spec: { name: 'rag', owner: 'rag', cluster: { name: 'postgres' }, ...spec },
});

/** A tree with each object in a file of its own, below the folder of one app. */
const treeOf = (...objects: { kind: string; metadata: { name: string } }[]) =>
  new Map(objects.map((object) => [`apps/a/data/${object.kind}.${object.metadata.name}.yaml`, toYaml(object)]));

const review = (before: Map<string, string>, after: Map<string, string>, acknowledged?: Map<string, string>) =>
  reviewTrees({ rack: 'sample', before, after, acknowledged });
const rulesOf = (before: Map<string, string>, after: Map<string, string>) =>
  review(before, after).findings.map(({ level, rule, path }) => `${level} ${rule} ${path}`);

type Tree = ReturnType<typeof treeOf>;

describe('a change of a tree', () => {
  test.each<[string, Tree, Tree]>([
    ['a larger claim', treeOf(claim('data-redis-0', '2Gi')), treeOf(claim('data-redis-0', '4Gi'))],
    ['the same size in other words', treeOf(claim('data-redis-0', '1Gi')), treeOf(claim('data-redis-0', '1024Mi'))],
    ['another replica', treeOf(set({ replicas: 3 })), treeOf(set({ replicas: 5 }))],
    ['another image', treeOf(set({ template: { a: 1 } })), treeOf(set({ template: { a: 2 } }))],
    ['a larger database', treeOf(cluster('postgres')), treeOf(cluster('postgres', { storage: { size: '80Gi' } }))],
    ['a new object', treeOf(set({})), treeOf(set({}), claim('data-redis-0', '1Gi'))],
    [
      'a database that is restored under a new name',
      treeOf(cluster('postgres')),
      treeOf(cluster('postgres-2', { bootstrap: { recovery: { source: 'postgres' } } })),
    ],
    ['another owner of a database', treeOf(database({})), treeOf(database({ owner: 'other' }))],
    [
      'a ConfigMap',
      treeOf(other('v1', 'ConfigMap', { data: { a: '1' } })),
      treeOf(other('v1', 'ConfigMap', { data: { a: '2' } })),
    ],
    [
      'a class that may grow now',
      treeOf(other('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a' })),
      treeOf(other('storage.k8s.io/v1', 'StorageClass', { provisioner: 'a', allowVolumeExpansion: true })),
    ],
  ])('that the API server takes says nothing: %s', (_, before, after) => {
    expect(rulesOf(before, after)).toEqual([]);
  });

  test.each<[string, Tree, Tree, string]>([
    [
      'a smaller claim',
      treeOf(claim('data-redis-0', '4Gi')),
      treeOf(claim('data-redis-0', '2Gi')),
      'error review/shrinks spec.resources.requests.storage',
    ],
    [
      'a claim of another class',
      treeOf(claim('data-redis-0', '4Gi')),
      treeOf(claim('data-redis-0', '4Gi', { storageClassName: 'fast' })),
      'error review/immutable spec.storageClassName',
    ],
    [
      'a claim template',
      treeOf(set({ volumeClaimTemplates: [claim('data', '1Gi')] })),
      treeOf(set({ volumeClaimTemplates: [claim('data', '2Gi')] })),
      'error review/immutable spec.volumeClaimTemplates[data].spec.resources.requests.storage',
    ],
    ['a Service', treeOf(set({})), treeOf(set({ serviceName: 'other' })), 'error review/immutable spec.serviceName'],
    [
      'an order of starting',
      treeOf(set({ podManagementPolicy: 'Parallel' })),
      treeOf(set({ podManagementPolicy: 'OrderedReady' })),
      'error review/immutable spec.podManagementPolicy',
    ],
    [
      'a selector',
      treeOf(other('apps/v1', 'Deployment', { spec: { selector: { matchLabels: { a: '1' } } } })),
      treeOf(other('apps/v1', 'Deployment', { spec: { selector: { matchLabels: { a: '2' } } } })),
      'error review/immutable spec.selector.matchLabels.a',
    ],
    [
      'parameters of a class',
      treeOf(other('storage.k8s.io/v1', 'StorageClass', { parameters: { fsType: 'xfs' } })),
      treeOf(other('storage.k8s.io/v1', 'StorageClass', { parameters: { fsType: 'ext4' } })),
      'error review/immutable parameters.fsType',
    ],
    [
      'a priority',
      treeOf(other('scheduling.k8s.io/v1', 'PriorityClass', { value: 1 })),
      treeOf(other('scheduling.k8s.io/v1', 'PriorityClass', { value: 2 })),
      'error review/immutable value',
    ],
    [
      'the role of a binding',
      treeOf(other('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: { name: 'a' } })),
      treeOf(other('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: { name: 'b' } })),
      'error review/immutable roleRef.name',
    ],
    [
      'data that was declared immutable',
      treeOf(other('v1', 'ConfigMap', { immutable: true, data: { a: '1' } })),
      treeOf(other('v1', 'ConfigMap', { immutable: true, data: { a: '2' } })),
      'error review/immutable data.a',
    ],
    [
      'what a definition calls immutable in CEL',
      treeOf(database({})),
      treeOf(database({ name: 'other' })),
      'error review/immutable spec.name',
    ],
    [
      'a smaller log of PostgreSQL',
      treeOf(cluster('postgres')),
      treeOf(cluster('postgres', { walStorage: { size: '4Gi' } })),
      'error review/shrinks spec.walStorage.size',
    ],
    [
      'a database under a new name, which would begin empty',
      treeOf(cluster('postgres')),
      treeOf(cluster('pg')),
      'error review/left-behind metadata.name',
    ],
    [
      'a claim that fewer replicas leave',
      treeOf(claim('data-redis-0', '4Gi'), claim('data-redis-1', '4Gi')),
      treeOf(claim('data-redis-0', '4Gi')),
      'info review/orphan-claim spec.resources.requests.storage',
    ],
  ])('is told of: %s', (_, before, after, finding) => {
    expect(rulesOf(before, after)).toEqual([finding]);
  });

  test('is told of wherever the object stands now, since a file’s name is no identity', () => {
    const moved = new Map([['apps/b/data/renamed.yaml', toYaml(claim('data-redis-0', '1Gi'))]]);
    expect(rulesOf(treeOf(claim('data-redis-0', '2Gi')), moved)).toHaveLength(1);
  });

  test('is none where nothing was ever written', () => {
    expect(rulesOf(new Map(), treeOf(claim('data-redis-0', '1Gi')))).toEqual([]);
  });
});

describe('an acknowledgement', () => {
  const before = treeOf(claim('data-redis-0', '8Gi'));
  const after = treeOf(claim('data-redis-0', '4Gi'));
  const [[digest, refusal] = ['', undefined]] = [...review(before, after).refusals];
  const acknowledged = new Map([[digest, acknowledgementText(refusal!, 'made new, member by member')]]);

  test('allows the change that it was written for', () => {
    expect(review(before, after, acknowledged).findings).toEqual([]);
  });

  test('is named in the finding, with the command that writes it', () => {
    expect(review(before, after).findings[0]!.fix).toContain(`npx rackwright acknowledge ${digest} --reason`);
  });

  test('allows no other value', () => {
    expect(review(before, treeOf(claim('data-redis-0', '2Gi')), acknowledged).findings).toHaveLength(1);
  });

  test('without a reason, or of another object, allows nothing', () => {
    const text = acknowledgementText(refusal!, '');
    expect(review(before, after, new Map([[digest, text]])).findings).toHaveLength(1);
    const misplaced = acknowledgementText({ ...refusal!, object: 'data/PersistentVolumeClaim/other' }, 'why');
    expect(review(before, after, new Map([[digest, misplaced]])).findings).toHaveLength(1);
  });

  test('is the same whatever the order of keys', () => {
    const turned = new Map(
      [...after].map(([path]) => [
        path,
        `spec:\n  resources:\n    requests:\n      storage: 4Gi\n  storageClassName: node-local\nmetadata:\n  annotations:\n    kustomize.toolkit.fluxcd.io/prune: disabled\n  namespace: data\n  name: data-redis-0\nkind: PersistentVolumeClaim\napiVersion: v1\n`,
      ]),
    );
    expect([...review(before, turned).refusals.keys()]).toEqual([digest]);
  });
});
