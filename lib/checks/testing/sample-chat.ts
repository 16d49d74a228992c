import type { Manifest } from '../../manifest/manifest';
import { budget, digest, postgresLabels, redisLabels, service, serviceAccount, small } from './sample-objects';
import { samplePods, samplePolicy, sampleSelector } from './sample-pods';

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
