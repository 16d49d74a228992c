import { configHashMark, exceptionKey, secretsHashMark } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';
import { onePerBlade, samplePods, samplePolicy, sampleSelector } from './sample-pods';

const digest = (n: number) => `sha256:${String(n).repeat(64)}`;
const small = { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '64Mi' } };
const redisLabels = sampleSelector('redis').matchLabels;
const chatLabels = sampleSelector('chat').matchLabels;
const postgresLabels = { 'cnpg.io/cluster': 'postgres' };

function serviceAccount(namespace: string, name: string): Manifest {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name } };
}

function service(namespace: string, name: string, port: { name: string; port: number }, headless = false): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: {
      ...(headless && { clusterIP: 'None' }),
      selector: sampleSelector(name).matchLabels,
      ports: [{ ...port, targetPort: port.name, protocol: 'TCP' }],
    },
  };
}

function budget(namespace: string, name: string): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { namespace, name },
    spec: { maxUnavailable: 1, selector: sampleSelector(name) },
  };
}

/** Three servers with a disk each, and a nightly report. */
export const redisApp: Manifest[] = [
  serviceAccount('data', 'redis'),
  serviceAccount('data', 'report'),
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'data', name: 'redis' }, data: { 'redis.conf': 'x' } },
  service('data', 'redis', { name: 'redis', port: 6379 }, true),
  budget('data', 'redis'),
  samplePolicy('data', 'redis', {
    from: [
      { namespace: 'ml', labels: chatLabels, port: 6379 },
      { namespace: 'data', labels: redisLabels, port: 'redis' },
    ],
    to: [{ namespace: 'data', labels: redisLabels, port: 'redis' }],
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { namespace: 'data', name: 'redis' },
    spec: {
      replicas: 3,
      serviceName: 'redis',
      selector: sampleSelector('redis'),
      template: samplePods({
        name: 'redis',
        app: 'redis',
        tier: 'data',
        priorityClass: 'rackwright-data',
        tolerationSeconds: 300,
        annotations: { ...configHashMark.as('5f2b'), ...secretsHashMark.as('5f2b') },
        containers: [
          {
            name: 'redis',
            image: `docker.io/library/redis:8.10.1-alpine@${digest(1)}`,
            ports: [{ name: 'redis', containerPort: 6379 }],
            env: [
              { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'redis-users', key: 'chat' } } },
              { name: 'MODE', value: 'primary' },
            ],
            resources: small,
            readinessProbe: { tcpSocket: { port: 'redis' } },
            lifecycle: { preStop: { sleep: { seconds: 5 } } },
            volumeMounts: [
              { name: 'config', mountPath: '/etc/redis' },
              { name: 'data', mountPath: '/data' },
            ],
          },
        ],
        spec: {
          affinity: onePerBlade('redis'),
          volumes: [
            { name: 'config', configMap: { name: 'redis', items: [{ key: 'redis.conf', path: 'redis.conf' }] } },
          ],
        },
      }),
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: {
            storageClassName: 'node-local',
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: '2Gi' } },
          },
        },
      ],
    },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: { namespace: 'data', name: 'report' },
    spec: {
      schedule: '0 3 * * *',
      jobTemplate: {
        spec: {
          template: samplePods({
            name: 'report',
            app: 'redis',
            tier: 'batch',
            priorityClass: 'rackwright-batch',
            tolerationSeconds: 30,
            containers: [
              { name: 'report', image: `docker.io/library/redis:8.10.1-alpine@${digest(1)}`, resources: small },
            ],
            spec: { restartPolicy: 'OnFailure' },
          }),
        },
      },
    },
  },
];

/** Three PostgreSQL instances that an operator makes. */
export const postgresApp: Manifest[] = [
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: {
      namespace: 'data',
      name: 'postgres',
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: {
      instances: 3,
      imageName: `ghcr.io/cloudnative-pg/postgresql:18.6@${digest(3)}`,
      priorityClassName: 'rackwright-data',
      resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2Gi' } },
      storage: { size: '40Gi', storageClass: 'node-local' },
      plugins: [{ name: 'barman-cloud.cloudnative-pg.io', parameters: { barmanObjectName: 'postgres' } }],
    },
  },
  {
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: {
      namespace: 'data',
      name: 'postgres',
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: {
      configuration: {
        destinationPath: 's3://postgres/',
        s3Credentials: { accessKeyId: { name: 'postgres-backup', key: 'id' } },
      },
    },
  },
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: {
      namespace: 'data',
      name: 'postgres',
      annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
    },
    spec: { schedule: '0 0 2 * * *', cluster: { name: 'postgres' } },
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: 'data', name: 'postgres' },
    spec: {
      podSelector: { matchLabels: postgresLabels },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ml' } },
              podSelector: { matchLabels: chatLabels },
            },
          ],
          ports: [{ port: 5432, protocol: 'TCP' }],
        },
      ],
    },
  },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace: 'data', name: 'postgres' },
    spec: {
      endpointSelector: { matchLabels: postgresLabels },
      ingress: [
        { fromEndpoints: [{ matchLabels: postgresLabels }], toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }] },
      ],
      egress: [
        { toEndpoints: [{ matchLabels: postgresLabels }], toPorts: [{ ports: [{ port: '5432', protocol: 'TCP' }] }] },
        { toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '6443', protocol: 'TCP' }] }] },
      ],
    },
  },
];

/** A web application in front of both, published through the gateway. */
export const chatApp: Manifest[] = [
  serviceAccount('ml', 'chat'),
  service('ml', 'chat', { name: 'http', port: 8080 }),
  budget('ml', 'chat'),
  samplePolicy('ml', 'chat', {
    to: [
      { namespace: 'data', labels: redisLabels, port: 6379 },
      { namespace: 'data', labels: postgresLabels, port: 5432 },
    ],
  }),
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'ml', name: 'chat' },
    spec: {
      replicas: 2,
      selector: sampleSelector('chat'),
      template: samplePods({
        name: 'chat',
        app: 'chat',
        tier: 'serving',
        priorityClass: 'rackwright-serving',
        tolerationSeconds: 30,
        containers: [
          {
            name: 'chat',
            image: `ghcr.io/example/chat:1.2.0@${digest(2)}`,
            ports: [{ name: 'http', containerPort: 8080 }],
            resources: small,
            readinessProbe: { httpGet: { path: '/health', port: 'http' } },
          },
        ],
        spec: {
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'DoNotSchedule',
              labelSelector: sampleSelector('chat'),
            },
          ],
        },
      }),
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { namespace: 'ml', name: 'rack' },
    spec: {
      gatewayClassName: 'cilium',
      listeners: [{ name: 'https', port: 443, protocol: 'HTTPS', tls: { certificateRefs: [{ name: 'rack-tls' }] } }],
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { namespace: 'ml', name: 'chat' },
    spec: {
      parentRefs: [{ name: 'rack' }],
      rules: [{ backendRefs: [{ name: 'chat', port: 8080 }] }],
    },
  },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace: 'ml', name: 'chat' },
    spec: {
      endpointSelector: sampleSelector('chat'),
      ingress: [{ fromEntities: ['ingress'], toPorts: [{ ports: [{ port: '8080', protocol: 'TCP' }] }] }],
    },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Issuer',
    metadata: { namespace: 'ml', name: 'rack-ca' },
    spec: { selfSigned: {} },
  },
  {
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    metadata: { namespace: 'ml', name: 'rack' },
    spec: { secretName: 'rack-tls', issuerRef: { name: 'rack-ca' }, dnsNames: ['rack.home.arpa'] },
  },
];

/** One pod a blade that reads nodes from the API server. */
export const thermalApp: Manifest[] = [
  serviceAccount('hardware', 'thermal'),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { namespace: 'hardware', name: 'thermal' },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { namespace: 'hardware', name: 'thermal' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'thermal' },
    subjects: [{ kind: 'ServiceAccount', name: 'thermal', namespace: 'hardware' }],
  },
  {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace: 'hardware', name: 'thermal' },
    spec: {
      endpointSelector: sampleSelector('thermal'),
      egress: [{ toEntities: ['kube-apiserver'], toPorts: [{ ports: [{ port: '6443', protocol: 'TCP' }] }] }],
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      namespace: 'hardware',
      name: 'thermal',
      annotations: { [exceptionKey('resources/cpu-limit')]: 'a runaway loop here would heat what it must cool' },
    },
    spec: {
      selector: sampleSelector('thermal'),
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 3 } },
      template: samplePods({
        name: 'thermal',
        app: 'thermal',
        tier: 'node-critical',
        priorityClass: 'system-node-critical',
        containers: [
          {
            name: 'thermal',
            image: `ghcr.io/example/thermal:0.1.0@${digest(4)}`,
            ports: [{ name: 'metrics', containerPort: 9101 }],
            resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '100m', memory: '64Mi' } },
            readinessProbe: { httpGet: { path: '/ready', port: 'metrics' } },
          },
        ],
        spec: { automountServiceAccountToken: true },
      }),
    },
  },
];
