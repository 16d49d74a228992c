import { recordOf, recordsOf, textOf } from '../manifest/field-path';
import type { Manifest, Rendered } from '../manifest/manifest';
import type { OperatorMade } from '../facts/made-elsewhere';

/** What a running cluster has before anything of ours is applied. */
const builtIn: readonly [kind: string, names: readonly string[]][] = [
  ['PriorityClass', ['system-node-critical', 'system-cluster-critical']],
  ['Namespace', ['default', 'kube-system', 'kube-public', 'kube-node-lease']],
  ['ClusterRole', ['cluster-admin', 'admin', 'edit', 'view', 'system:auth-delegator', 'system:node-proxier']],
];

export const builtInObjects: readonly OperatorMade[] = [
  ...builtIn.flatMap(([kind, names]) => names.map((name) => ({ kind, name, source: 'Kubernetes itself' }))),
  { kind: 'Service', namespace: 'default', name: 'kubernetes', source: 'Kubernetes itself' },
  { kind: 'Role', namespace: 'kube-system', name: 'extension-apiserver-authentication-reader', source: 'Kubernetes' },
  { kind: 'Service', namespace: 'kube-system', name: 'kube-dns', source: 'Talos runs CoreDNS' },
  {
    kind: 'Pods',
    namespace: 'kube-system',
    name: 'kube-dns',
    labels: { 'k8s-app': 'kube-dns' },
    source: 'Talos runs CoreDNS',
  },
];

/** What well-known controllers make of one of our objects. */
const makers: Readonly<Record<string, (manifest: Manifest) => Omit<OperatorMade, 'app'>[]>> = {
  Namespace: ({ metadata: { name } }) => [
    { kind: 'ServiceAccount', namespace: name, name: 'default', source: 'Kubernetes, for each namespace' },
    { kind: 'ConfigMap', namespace: name, name: 'kube-root-ca.crt', keys: ['ca.crt'], source: 'Kubernetes' },
  ],
  StatefulSet: (set) =>
    recordsOf(recordOf(set.spec).volumeClaimTemplates).flatMap(({ metadata }) => {
      const claim = textOf(recordOf(metadata).name);
      const replicas = Number(recordOf(set.spec).replicas ?? 1);
      return Array.from({ length: claim === undefined ? 0 : replicas }, (_, ordinal) => ({
        kind: 'PersistentVolumeClaim',
        namespace: set.metadata.namespace,
        name: `${claim}-${set.metadata.name}-${ordinal}`,
        source: 'the StatefulSet controller',
      }));
    }),
  Certificate: ({ metadata: { namespace }, spec }) => {
    const name = textOf(recordOf(spec).secretName);
    const keys = ['tls.crt', 'tls.key', 'ca.crt'];
    return name === undefined ? [] : [{ kind: 'Secret', namespace, name, keys, source: 'cert-manager' }];
  },
  Cluster: postgresCluster,
  FluxInstance: ({ metadata: { namespace } }) =>
    ['GitRepository', 'Kustomization'].map((kind) => ({
      kind,
      namespace,
      name: 'flux-system',
      source: 'flux-operator, from spec.sync',
    })),
};

function postgresCluster({ apiVersion, metadata: { namespace, name }, spec }: Manifest): OperatorMade[] {
  if (!apiVersion.startsWith('postgresql.cnpg.io/')) return [];
  const source = 'CloudNativePG';
  const ports = [{ name: 'postgres', port: 5432, protocol: 'TCP' }];
  const secret = (suffix: string, keys: string[]) => ({
    kind: 'Secret',
    namespace,
    name: `${name}-${suffix}`,
    keys,
    source,
  });
  const login = ['username', 'user', 'password', 'dbname', 'host', 'port', 'uri', 'jdbc-uri', 'pgpass'];
  return [
    ...['rw', 'ro', 'r'].map((suffix) => ({
      kind: 'Service',
      namespace,
      name: `${name}-${suffix}`,
      ports,
      selector: { 'cnpg.io/cluster': name, 'cnpg.io/podRole': 'instance' },
      source,
    })),
    secret('app', login),
    secret('ca', ['ca.crt', 'ca.key']),
    secret('server', ['tls.crt', 'tls.key']),
    secret('replication', ['tls.crt', 'tls.key']),
    ...(recordOf(spec).enableSuperuserAccess === true ? [secret('superuser', login)] : []),
    { kind: 'ServiceAccount', namespace, name, source },
  ];
}

export function madeByControllers({ manifest, app }: Rendered): OperatorMade[] {
  return (makers[manifest.kind]?.(manifest) ?? []).map((made) => ({ ...made, app }));
}
