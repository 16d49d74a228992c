import type { Construct } from 'constructs';
import fc from 'fast-check';
import type { PodSpec, PolicyRule } from '../../imports/k8s';
import { podTemplatesOf } from '../manifest/pod-templates';
import type { RackSpec } from '../rack-file/rack';
import { registryLogin } from './registry-login';
import { SecretKeys } from './secrets';
import { StorageClass } from './storage';
import { only, render } from './testing/render';
import { type Tier, tiers } from './tiers';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

const container = { image: 'any', cpu: '10m', memory: '32Mi' };
const base: WorkloadProps = {
  kind: 'Deployment',
  namespace: 'demo',
  name: 'web',
  tier: 'serving',
  user: { uid: 1000, gid: 1000 },
  containers: { web: { ...container, ports: { http: 8080 } } },
};

function rendered(props: Partial<WorkloadProps>) {
  return render((scope) => new Workload(scope, { ...base, ...props } as WorkloadProps));
}

const replicas = {
  replicas: fc.integer({ min: 1, max: 5 }),
  spread: fc.option(fc.constantFrom('one-per-node' as const, 'prefer-other-nodes' as const), { nil: undefined }),
};

/** What only some kinds take. */
const anyKind = fc.oneof(
  fc.record({ kind: fc.constant('Deployment' as const), ...replicas }),
  fc.record({
    kind: fc.constant('StatefulSet' as const),
    ...replicas,
    claims: fc.option(fc.constant({ data: new StorageClass('fast', 1).claim('1Gi') }), { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('DaemonSet' as const) }),
  fc.record({ kind: fc.constant('Job' as const) }),
  fc.record({ kind: fc.constant('CronJob' as const), schedule: fc.constant('0 3 * * *') }),
);

/** Workloads of every kind and tier, with and without whatever is optional. */
const common = fc.record({
  tier: fc.constantFrom(...(Object.keys(tiers) as Tier[])),
  config: fc.option(fc.constant({ 'a.conf': 'a' }), { nil: undefined }),
  initContainers: fc.option(fc.constant({ sidecar: { ...container, sidecar: true } }), { nil: undefined }),
  role: fc.option(fc.constant({ scope: 'namespace' as const, rules: [] as PolicyRule[] }), { nil: undefined }),
  containers: fc
    .uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
    .map((names) => Object.fromEntries(names.map((name) => [name, { ...container, scratch: { '/tmp': '1Mi' } }]))),
});
const anyWorkload = fc.tuple(anyKind, common).map(([kind, rest]): Partial<WorkloadProps> => ({ ...rest, ...kind }));

function podOf(props: Partial<WorkloadProps>): PodSpec {
  const workload = rendered(props).find(({ kind }) => kind === (props.kind ?? 'Deployment'))!;
  return podTemplatesOf(workload)[0]!.spec as unknown as PodSpec;
}

describe('every pod template', () => {
  test('satisfies the security baseline', () => {
    fc.assert(
      fc.property(anyWorkload, (props) => {
        const pod = podOf(props);
        expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
        expect(pod.automountServiceAccountToken).toBe(props.role !== undefined);
        for (const each of [...pod.containers, ...(pod.initContainers ?? [])]) {
          expect(each.securityContext).toEqual({
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          });
        }
      }),
    );
  });

  test('states requests and a memory limit, as its tier wants them', () => {
    fc.assert(
      fc.property(anyWorkload, (props) => {
        for (const { resources } of podOf(props).containers) {
          expect(resources).toEqual({ requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '32Mi' } });
        }
      }),
    );
  });
});

test.each<[string, Partial<WorkloadProps>, RegExp]>([
  [
    'a CPU limit on a database',
    { tier: 'data', containers: { web: { ...container, cpuLimit: '1' } } },
    /tier data takes no CPU limit/,
  ],
  [
    'a memory request below the limit for a server',
    { containers: { web: { ...container, memoryRequest: '16Mi' } } },
    /tier serving wants memory request = limit/,
  ],
  [
    'metrics on a port that is not there',
    { containers: { web: { ...container, scrape: 'metrics' } } },
    /no port "metrics"/,
  ],
  ['an image that nobody locked', { containers: { web: { ...container, image: 'nginx' } } }, /has no image "nginx"/],
])('refuses %s', (_, props, message) => {
  expect(() => rendered(props)).toThrow(message);
});

test('refuses a Secret of another namespace', () => {
  const build = () =>
    render((scope) => {
      const secret = new SecretKeys(scope, 'secret', {
        namespace: 'other',
        name: 's',
        keys: { a: { make: 'password' } },
      });
      const workload = new Workload(scope, {
        ...base,
        containers: { web: { ...container, env: { A: secret.key('a') } } },
      });
      return workload.secretsRead;
    });
  expect(build).toThrow('demo/Deployment/web reads Secret other/s, but pods only see Secrets of their own namespace');
});

describe('a disruption budget', () => {
  test.each<[string, Partial<WorkloadProps>, number | undefined]>([
    ['is absent for one replica', { replicas: 1 }, undefined],
    ['lets one of two go', { replicas: 2 }, 1],
    ['keeps a quorum of three', { kind: 'StatefulSet', tier: 'data', replicas: 3, quorum: 2 }, 1],
    ['is absent for a DaemonSet', { kind: 'DaemonSet' }, undefined],
    ['is absent for batch', { tier: 'batch', replicas: 2 }, undefined],
  ])('%s', (_, props, maxUnavailable) => {
    const budget = rendered(props).find(({ kind }) => kind === 'PodDisruptionBudget');
    expect((budget?.spec as { maxUnavailable: number } | undefined)?.maxUnavailable).toBe(maxUnavailable);
  });
});

describe('configuration', () => {
  test('a file may stand in a folder, which keys of a ConfigMap do not know', () => {
    const props = { config: { 'web.ini': 'a', 'sites/main.conf': 'b' } };
    const [volume] = podOf(props).volumes!;
    expect(only(rendered(props), 'ConfigMap')).toMatchObject({ data: { 'web.ini': 'a', 'sites.main.conf': 'b' } });
    expect(volume!.configMap!.items).toEqual([
      { key: 'web.ini', path: 'web.ini' },
      { key: 'sites.main.conf', path: 'sites/main.conf' },
    ]);
  });

  const annotations = (props: Partial<WorkloadProps>) =>
    podTemplatesOf(only(rendered(props), 'Deployment'))[0]!.annotations ?? {};

  test('keeps its name and rolls the pods when it changes', () => {
    const [before, after] = ['a', 'b'].map((text) => ({ config: { 'web.conf': text } }));
    expect(only(rendered(before!), 'ConfigMap').metadata.name).toBe(only(rendered(after!), 'ConfigMap').metadata.name);
    expect(annotations(before!)).not.toEqual(annotations(after!));
  });

  test('leaves the pods alone when the program rereads it', () => {
    const annotation = 'rackwright.dev/config-hash';
    expect(annotations({ config: { 'web.conf': 'a' }, onConfigChange: 'reload' })).not.toHaveProperty([annotation]);
  });
});

test('pods pull with a login that is declared in their namespace, and with none of another', () => {
  const pulling = (namespace: string) => (scope: Construct) =>
    new Workload(scope, {
      ...base,
      imagePullSecrets: [registryLogin(scope, { namespace, name: 'regcred', registry: 'registry.example.org' })],
    });
  const workload = render(pulling('demo')).find(({ kind }) => kind === 'Deployment')!;
  expect(podTemplatesOf(workload)[0]!.spec.imagePullSecrets).toEqual([{ name: 'regcred' }]);
  expect(() => render(pulling('elsewhere'))).toThrow('pods only see Secrets of their own namespace');
});

test('a Job of another template has another name', () => {
  const nameOf = (cpu: string) =>
    only(rendered({ kind: 'Job', tier: 'batch', containers: { run: { ...container, cpu } } }), 'Job').metadata.name;
  expect(nameOf('10m')).not.toBe(nameOf('20m'));
  expect(nameOf('10m')).toBe(nameOf('10m'));
});

test('a rotated Secret rolls the pods that read it', () => {
  const hash = (value: string) => {
    const manifests = render(
      (scope) => {
        const secret = new SecretKeys(scope, 'secret', {
          namespace: 'demo',
          name: 's',
          keys: { a: { make: 'password' } },
        });
        new Workload(scope, { ...base, containers: { web: { ...container, env: { A: secret.key('a') } } } });
      },
      { secretHashes: new Map([['demo/s', value]]) },
    );
    return podTemplatesOf(only(manifests, 'Deployment'))[0]!.annotations?.['rackwright.dev/secrets-hash'];
  };
  expect(hash('one')).toBeDefined();
  expect(hash('one')).not.toBe(hash('two'));
});

describe('a roll-out', () => {
  const rows: [string, Partial<WorkloadProps>, 'small' | 'standard', object][] = [
    ['of one pod starts its successor first', {}, 'standard', { maxSurge: 1, maxUnavailable: 0 }],
    ['of several gives one up first', { replicas: 2 }, 'standard', { maxSurge: 0, maxUnavailable: 1 }],
    ['in a small rack needs no room', {}, 'small', { maxSurge: 0, maxUnavailable: 1 }],
    ['of one pod that says so needs no room', { surge: false }, 'standard', { maxSurge: 0, maxUnavailable: 1 }],
  ];
  test.each(rows)('%s', (_name, props, size, rollingUpdate) => {
    const objects = render((scope) => new Workload(scope, { ...base, ...props } as WorkloadProps), {
      rack: { size } as RackSpec,
    });
    expect(only(objects, 'Deployment').spec).toMatchObject({ strategy: { rollingUpdate } });
  });
});
