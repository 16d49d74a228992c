import type { Manifest } from '../../manifest/manifest';
import { chatLabels, digest, postgresLabels } from './sample-objects';

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
      affinity: { enablePodAntiAffinity: true, podAntiAffinityType: 'required' },
      postgresql: { synchronous: { method: 'any', number: 1 } },
      imageName: `ghcr.io/cloudnative-pg/postgresql:18.6@${digest(3)}`,
      priorityClassName: 'rackwright-data',
      resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '2Gi' } },
      storage: { size: '40Gi', storageClass: 'node-local' },
      plugins: [
        { name: 'barman-cloud.cloudnative-pg.io', isWALArchiver: true, parameters: { barmanObjectName: 'postgres' } },
      ],
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
