import { exceptionKey } from '../../facts/marks';
import type { Manifest } from '../../manifest/manifest';
import { digest, serviceAccount } from './sample-objects';
import { samplePods, sampleSelector } from './sample-pods';

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
        spec: { automountServiceAccountToken: true, tolerations: [{ operator: 'Exists' }] },
      }),
    },
  },
];
