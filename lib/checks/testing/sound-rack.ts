import type { Manifest, Rendered } from '../../manifest/manifest';
import type { SecretFacts } from '../../facts/secret-declaration';
import type { LockedImage } from '../../facts/locked-image';
import type { RackFacts } from '../../facts/facts';
import { chatApp } from './sample-chat';
import { postgresApp } from './sample-postgres';
import { redisApp } from './sample-redis';
import { thermalApp } from './sample-thermal';
import { cnpgApp, fluxApp, longhornApp, namespaceApp } from './sample-platform';

/** What each workload connects to, by object id. */
const connects: Readonly<Record<string, string[]>> = {
  'data/StatefulSet/redis': ['data/StatefulSet/redis:6379/TCP'],
  'ml/Deployment/chat': ['data/Cluster/postgres:5432/TCP', 'data/StatefulSet/redis:6379/TCP'],
  'hardware/DaemonSet/thermal': ['kube-apiserver:6443/TCP'],
  'data/Cluster/postgres': ['data/Cluster/postgres:5432/TCP', 'kube-apiserver:6443/TCP'],
};

function renderedBy(app: string, area: string, manifests: readonly Manifest[]): Rendered[] {
  return manifests.map((manifest) => ({
    manifest,
    app,
    source: `lib/apps/${area}/${app}.ts`,
    specPath: `apps.${app}`,
    connects: connects[`${manifest.metadata.namespace}/${manifest.kind}/${manifest.metadata.name}`] ?? [],
  }));
}

function locked(n: number, image: string, tag: string): LockedImage {
  return { image, tag, digest: `sha256:${String(n).repeat(64)}`, platforms: ['linux/amd64', 'linux/arm64'] };
}

function release(app: string, id: string, crdGroups: string[]) {
  return { app, id, crdGroups, webhookGroups: [], needsGroups: [] };
}

function secret(app: string, name: string, keys: string[]): SecretFacts {
  const wanted = Object.fromEntries(keys.map((key) => [key, { make: 'password' } as const]));
  return { namespace: 'data', name, app, keys: wanted, restarts: [], isSealed: true };
}

/** A small rack without a fault: every rule is silent on it, so each test can break one thing. */
export const soundRack: RackFacts = {
  rendered: [
    ...renderedBy('namespaces', 'platform', namespaceApp),
    ...renderedBy('longhorn', 'platform', longhornApp),
    ...renderedBy('cnpg', 'platform', cnpgApp),
    ...renderedBy('redis', 'data', redisApp),
    ...renderedBy('postgres', 'data', postgresApp),
    ...renderedBy('chat', 'ml', chatApp),
    ...renderedBy('thermal', 'hardware', thermalApp),
    ...renderedBy('flux', 'platform', fluxApp),
  ],
  images: {
    redis: locked(1, 'docker.io/library/redis', '8.10.1-alpine'),
    chat: locked(2, 'ghcr.io/example/chat', '1.2.0'),
    postgres: locked(3, 'ghcr.io/cloudnative-pg/postgresql', '18.6'),
    thermal: locked(4, 'ghcr.io/example/thermal', '0.1.0'),
  },
  secrets: [
    secret('redis', 'redis-users', ['chat', 'replication']),
    secret('postgres', 'postgres-backup', ['id', 'secret']),
  ],
  operatorMade: [
    { kind: 'GatewayClass', name: 'cilium', source: 'the chart of Cilium' },
    { kind: 'Namespace', name: 'flux-system', source: 'the bootstrap' },
    {
      kind: 'CustomResourceDefinition',
      name: 'gateways.gateway.networking.k8s.io',
      source: 'Talos, from the machine configuration',
    },
  ],
  releases: [
    release('cnpg', 'cnpg-system/HelmRelease/cnpg', [
      'postgresql.cnpg.io',
      'barmancloud.cnpg.io',
      'cert-manager.io',
      'cilium.io',
    ]),
    release('longhorn', 'longhorn-system/HelmRelease/longhorn', ['longhorn.io']),
  ],
  scrapes: [],
  stated: [{ app: 'redis', passing: 'cached answers' }],
  laws: {
    tiers: {
      'node-critical': law('system-node-critical', 'request-up-to-limit', 'allowed', 'forever', false),
      data: law('rackwright-data', 'equal', 'never', 300, true),
      large: law('rackwright-large', 'equal', 'allowed', 30, true),
      serving: law('rackwright-serving', 'equal', 'allowed', 30, true),
      batch: law('rackwright-batch', 'request-up-to-limit', 'allowed', 30, false),
    },
    deadBladesTolerated: 2,
  },
  rack: {
    name: 'sample',
    size: 'standard',
    talos: '1.14.2',
    kubernetes: '1.36.4',
    git: { url: 'https://forge.sample-rack.net/rack', branch: 'main', private: false },
    network: {
      nodes: '192.168.1.0/24',
      gateway: '192.168.1.1',
      dns: ['192.168.1.1'],
      time: ['192.168.1.1'],
      controlPlane: '192.168.1.11',
      loadBalancers: { first: '192.168.1.200', last: '192.168.1.219' },
      domain: 'rack.home.arpa',
      pods: '10.244.0.0/16',
      services: '10.96.0.0/12',
    },
    hardware: {
      cm4: {
        arch: 'arm64',
        board: 'raspberry-pi-4',
        extensions: [],
        kernelModules: [],
        cores: 4,
        memoryBytes: 8e9,
        diskBytes: 1e12,
        watts: { min: 3, max: 12 },
        installDisk: '/dev/nvme0n1',
      },
      vm: {
        arch: 'amd64',
        board: 'generic',
        extensions: [],
        kernelModules: [],
        cores: 4,
        memoryBytes: 8e9,
        diskBytes: 1e12,
        watts: { min: 3, max: 12 },
        installDisk: '/dev/nvme0n1',
      },
    },
    switches: {},
    blades: [
      { name: 'blade-01', address: '192.168.1.11', role: 'control-plane', hardware: 'vm' },
      ...[12, 13, 14, 15].map((octet) => ({
        name: `blade-${octet - 10}`,
        address: `192.168.1.${octet}`,
        role: 'worker' as const,
        hardware: 'cm4',
      })),
    ],
    replicaBlades: [],
    room: { minCelsius: 18, maxCelsius: 28, noiseDecibelA: 30 },
    thermal: { law: 'hold', minCelsius: 50, maxCelsius: 60 },
    apps: {},
    helpers: [{ name: 'nuc', address: '192.168.1.5', does: ['etcd-snapshots'] }],
    mirrors: {},
    images: {},
    certificates: {},
    backups: {},
    recipients: ['age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'],
    accept: [],
  },
};

function law(
  priorityClass: string,
  memory: 'equal' | 'request-up-to-limit',
  cpuLimit: 'allowed' | 'never',
  tolerationSeconds: number | 'forever',
  disruptionBudget: boolean,
) {
  return { priorityClass, memory, cpuLimit, tolerationSeconds, disruptionBudget };
}
