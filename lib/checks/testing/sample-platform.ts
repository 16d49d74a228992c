import type { Manifest } from '../../manifest/manifest';

const neverPruned = { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' };
const namespaces = ['cnpg-system', 'data', 'hardware', 'longhorn-system', 'ml'];

/** Namespaces with their default deny, and the priority classes: what everything else stands on. */
export const namespaceApp: Manifest[] = [
  ...namespaces.map((name) => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' }, annotations: neverPruned },
  })),
  ...namespaces.flatMap((namespace) => [denyAll(namespace), allowDns(namespace)]),
  ...Object.entries({ data: 1_000_000, large: 200_000, serving: 100_000, batch: 1_000 }).map(([tier, value]) => ({
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: `rackwright-${tier}` },
    value,
  })),
];

function denyAll(namespace: string): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name: 'default-deny' },
    spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
  };
}

function allowDns(namespace: string): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace, name: 'allow-dns' },
    spec: {
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
              podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
            },
          ],
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
        },
      ],
    },
  };
}

function helmRelease(namespace: string, name: string, chart: string, values: Record<string, unknown>): Manifest[] {
  return [
    {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { namespace, name },
      spec: { interval: '1h', url: `oci://ghcr.io/example/charts/${chart}`, ref: { tag: '1.0.0' } },
    },
    {
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: { namespace, name, annotations: neverPruned },
      spec: { interval: '1h', chartRef: { kind: 'OCIRepository', name }, driftDetection: { mode: 'enabled' }, values },
    },
  ];
}

export const longhornApp: Manifest[] = [
  ...helmRelease('longhorn-system', 'longhorn', 'longhorn', {
    persistence: { defaultClassReplicaCount: 3 },
    defaultSettings: {
      defaultDataPath: '/var/mnt/longhorn',
      nodeDownPodDeletionPolicy: 'delete-both-statefulset-and-deployment-pod',
      nodeDrainPolicy: 'allow-if-replica-is-stopped',
      replicaSoftAntiAffinity: false,
    },
  }),
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'node-local', annotations: neverPruned },
    provisioner: 'driver.longhorn.io',
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
  },
];

export const cnpgApp: Manifest[] = helmRelease('cnpg-system', 'cnpg', 'cloudnative-pg', {
  image: { repository: 'ghcr.io/cloudnative-pg/cloudnative-pg' },
});

const dependsOn: Readonly<Record<string, string[]>> = {
  namespaces: [],
  longhorn: ['namespaces'],
  cnpg: ['namespaces'],
  redis: ['longhorn', 'namespaces'],
  postgres: ['cnpg', 'longhorn', 'namespaces'],
  chat: ['namespaces', 'cnpg'],
  thermal: ['cnpg'],
  flux: [],
};

/** Apps with Secrets. */
const sealed = ['redis', 'postgres'];

export const fluxApp: Manifest[] = [
  {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { namespace: 'flux-system', name: 'flux' },
    spec: {
      distribution: { version: '2.x', registry: 'ghcr.io/fluxcd' },
      sync: {
        kind: 'GitRepository',
        url: 'https://git.example.org/rack.git',
        ref: 'refs/heads/main',
        path: 'dist/sample/flux',
      },
      kustomize: {
        patches: [
          {
            target: { kind: 'Deployment', name: 'kustomize-controller' },
            patch: '- op: add\n  path: /spec/template/spec/containers/0/args/-\n  value: --concurrent=20\n',
          },
        ],
      },
    },
  },
  ...Object.entries(dependsOn).map(([name, needs]) => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { namespace: 'flux-system', name },
    spec: {
      interval: '10m',
      path: `./dist/sample/apps/${name}`,
      prune: true,
      wait: true,
      ...(sealed.includes(name) && { decryption: { provider: 'sops' } }),
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
      ...(needs.length > 0 && { dependsOn: needs.map((need) => ({ name: need })) }),
    },
  })),
];
