import type { Manifest, Rendered } from '../manifest/manifest';
import { layOut, pathOf, type CopiedFile } from './layout';

function object(
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
  more: Partial<Rendered> = {},
): Rendered {
  const manifest: Manifest = {
    apiVersion,
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  };
  return { manifest, app: 'redis', source: 'lib/apps/data/redis.ts', specPath: 'apps.redis', connects: [], ...more };
}

const secret: CopiedFile = {
  path: 'apps/redis/data/Secret.redis-users.sops.yaml',
  bytes: Buffer.from('kind: Secret\r\n'),
  app: 'redis',
  source: 'secrets/homelab/data/redis-users.sops.yaml',
  object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'redis-users', namespace: 'data' } },
};

describe('where an object goes', () => {
  test.each<[string, Rendered, string]>([
    [
      'an object of a namespace',
      object('apps/v1', 'StatefulSet', 'redis', 'data'),
      'apps/redis/data/StatefulSet.redis.yaml',
    ],
    ['an object of the cluster', object('v1', 'Namespace', 'data'), 'apps/redis/_cluster/Namespace.data.yaml'],
    [
      'a Flux Kustomization',
      object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', 'redis', 'flux-system'),
      'flux/Kustomization.redis.yaml',
    ],
    [
      'a kustomize file of another group',
      object('kustomize.config.k8s.io/v1', 'Kustomization', 'k', 'data'),
      'apps/redis/data/Kustomization.k.yaml',
    ],
    [
      'a name with a colon',
      object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:Redis'),
      'apps/redis/_cluster/ClusterRole.system%3a%52edis.yaml',
    ],
    ['a device name of Windows', object('v1', 'Secret', 'x', 'aux'), 'apps/redis/%61ux/Secret.x.yaml'],
    ['a name that climbs', object('v1', 'Secret', '../../x', '..'), 'apps/redis/%2e%2e/Secret.%2e.%2f..%2fx.yaml'],
  ])('%s', (_, rendered, path) => {
    const { files, problems } = layOut([rendered]);
    expect(problems).toEqual([]);
    expect([...files.keys()]).toEqual([path]);
  });

  test('a name of 253 characters is cut, and still differs from its neighbour', () => {
    const names = ['a', 'b'].map((last) => pathOf(object('v1', 'ConfigMap', 'x'.repeat(252) + last, 'data')));
    expect(new Set(names).size).toBe(2);
    expect(names.every((name) => name.length < 200)).toBe(true);
  });

  test('a copied file keeps its bytes and stands in the index', () => {
    const { files, objects } = layOut([], [secret]);
    expect(files.get(secret.path)).toBe(secret.bytes);
    expect(objects).toEqual({
      'data/Secret/redis-users': { file: secret.path, app: 'redis', source: secret.source, specPath: '', connects: [] },
    });
  });
});

describe('objects that meet', () => {
  const cnpg = object('postgresql.cnpg.io/v1', 'Cluster', 'x', 'data');
  const capi = object('cluster.x-k8s.io/v1beta1', 'Cluster', 'x', 'data');
  const core = object('v1', 'Cluster', 'x', 'data');

  test('of two API groups both get the group in file and index, the core group none', () => {
    const { files, objects, problems } = layOut([cnpg, capi, core]);
    expect(problems).toEqual([]);
    expect([...files.keys()]).toEqual([
      'apps/redis/data/Cluster.x@postgresql.cnpg.io.yaml',
      'apps/redis/data/Cluster.x@cluster.x-k8s.io.yaml',
      'apps/redis/data/Cluster.x.yaml',
    ]);
    expect(Object.keys(objects)).toEqual([
      'data/Cluster.postgresql.cnpg.io/x',
      'data/Cluster.cluster.x-k8s.io/x',
      'data/Cluster/x',
    ]);
  });

  test('with one identity are all reported, each with all its sources, whatever the version or app', () => {
    const twice = [
      object('apps/v1', 'Deployment', 'web', 'ml'),
      object('apps/v1beta1', 'Deployment', 'web', 'ml', {
        app: 'chat',
        source: 'lib/apps/ml/chat.ts',
        specPath: 'apps.chat',
      }),
      object('v1', 'Secret', 'redis-users', 'data'),
    ];
    const { files, problems } = layOut(twice, [secret]);
    expect(files.size).toBe(0);
    expect(problems).toEqual([
      {
        level: 'error',
        rule: 'output/one-identity',
        object: 'ml/Deployment/web',
        path: '',
        message: 'is declared 2 times: by lib/apps/data/redis.ts (apps.redis) and lib/apps/ml/chat.ts (apps.chat)',
        fix: 'rename one of them or drop it: the cluster would keep only the one applied last',
      },
      expect.objectContaining({
        object: 'data/Secret/redis-users',
        message:
          'is declared 2 times: by lib/apps/data/redis.ts (apps.redis) and secrets/homelab/data/redis-users.sops.yaml',
      }),
    ]);
  });

  test('under names that differ only in case stay two files', () => {
    const { files } = layOut([
      object('rbac.authorization.k8s.io/v1', 'Role', 'a', 'data'),
      object('rbac.authorization.k8s.io/v1', 'Role', 'A', 'data'),
    ]);
    expect(new Set([...files.keys()].map((path) => path.toLowerCase())).size).toBe(2);
  });

  test('as kinds that differ only in case are a problem, since some disks hold one of them only', () => {
    const { problems } = layOut([object('a.io/v1', 'Foo', 'x', 'data'), object('a.io/v1', 'FOO', 'x', 'data')]);
    expect(problems).toEqual([expect.objectContaining({ rule: 'output/one-file', object: 'data/Foo/x' })]);
  });

  test('as two copies at one path are a problem that names both', () => {
    const other = { ...secret, source: 'secrets/homelab/data/other.sops.yaml', object: undefined };
    expect(layOut([], [secret, other]).problems).toEqual([
      expect.objectContaining({
        rule: 'output/one-file',
        message: expect.stringContaining(`${secret.source} and ${other.source}`) as string,
      }),
    ]);
  });
});

test.each([
  '../x.yaml',
  'apps/../../x.yaml',
  '/etc/passwd',
  'apps//x.yaml',
  'apps/./x.yaml',
  'apps\\..\\x.yaml',
  'C:/x.yaml',
  'apps/.hidden/x.yaml',
  'apps/a\0b.yaml',
  'apps/a b.yaml',
  'apps/',
  'apps',
  'index.json',
  'apps/ü.yaml',
])('a copy to %j is refused with its source', (path) => {
  expect(layOut([], [{ ...secret, path }]).problems).toEqual([
    expect.objectContaining({
      rule: 'output/safe-path',
      message: `${secret.source} would be copied to ${JSON.stringify(path)}, which is no plain path below apps/ or flux/`,
    }),
  ]);
});

test('problems of every sort are reported together', () => {
  const rules = layOut(
    [object('v1', 'Secret', 'redis-users', 'data')],
    [secret, { ...secret, path: '../x', object: undefined }],
  ).problems.map(({ rule }) => rule);
  expect(rules.sort()).toEqual(['output/one-identity', 'output/safe-path']);
});
