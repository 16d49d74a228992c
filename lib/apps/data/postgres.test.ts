import type { Manifest } from '../../manifest/manifest';
import { loadSample, composeSample } from '../../testing/sample-rack';
import { postgresSpec } from './postgres.spec';

const composition = composeSample();
const object = (kind: string, name: string): Manifest =>
  composition.rendered.find(({ manifest }) => manifest.kind === kind && manifest.metadata.name === name)!.manifest;

test('a cluster that would restore from itself is refused, with a way out', () => {
  const { error } = postgresSpec.safeParse({ restore: { from: 'postgres' } });
  expect(error?.issues).toMatchObject([
    {
      path: ['restore', 'from'],
      message: 'restore.from is the cluster itself',
      params: { detail: expect.stringContaining('name: postgres-2') as string },
    },
  ]);
  expect(postgresSpec.safeParse({ name: 'postgres-2', restore: { from: 'postgres' } }).success).toBe(true);
});

test('barman asks no S3 service for checksums, and signs for the region of the bucket', () => {
  const { region } = loadSample().backups.offsite!;
  expect(object('ObjectStore', 'postgres-backups').spec).toMatchObject({
    configuration: { data: { jobs: 1 } },
    instanceSidecarConfiguration: {
      env: [
        { name: 'AWS_DEFAULT_REGION', value: region },
        { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
        { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
      ],
      resources: { limits: { memory: '1Gi' } },
    },
  });
});

test('a larger log volume makes no longer recovery', () => {
  const { spec } = object('Cluster', 'postgres') as unknown as {
    spec: { walStorage: { size: string }; postgresql: { parameters: Record<string, string> } };
  };
  expect(spec.walStorage.size).toBe('36Gi');
  expect(spec.postgresql.parameters).toMatchObject({ max_wal_size: '2048MB', max_slot_wal_keep_size: '18432MB' });
});

test.each(['cloudnative-pg', 'plugin-barman-cloud'])('%s leaves a silent blade after half a minute', (name) => {
  const { values } = object('HelmRelease', name).spec as { values: Record<string, unknown> };
  expect(values).toMatchObject({
    tolerations: [{ tolerationSeconds: 30 }, { tolerationSeconds: 30 }],
    affinity: {
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: expect.arrayContaining([
          {
            weight: 100,
            podAffinityTerm: expect.objectContaining({
              labelSelector: { matchExpressions: [{ key: 'cnpg.io/cluster', operator: 'Exists' }] },
            }) as object,
          },
        ]) as object,
      },
    },
  });
});

test('a role is let into the databases that it was made for, and into no other', () => {
  const { managed, postgresql } = object('Cluster', 'postgres').spec as {
    managed: { roles: { name: string }[] };
    postgresql: { pg_hba: string[] };
  };
  const rules = postgresql.pg_hba.map((rule) => rule.split(' '));
  expect(rules.at(-1)).toEqual(['host', 'all', 'all', 'all', 'reject']);
  const owners = rules.slice(0, -1).filter(([, database, user]) => database === user);
  expect(owners.map(([, , user]) => user)).toEqual(expect.arrayContaining(['grafana', 'litellm', 'open_webui']));
  expect(rules.slice(0, -1).map(([type, , , address, method]) => `${type} ${address} ${method}`)).toEqual(
    rules.slice(0, -1).map(() => 'host all scram-sha-256'),
  );
  expect(new Set(rules.slice(0, -1).map(([, , user]) => user))).toEqual(new Set(managed.roles.map(({ name }) => name)));
});
