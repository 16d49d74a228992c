import type { RuleCases } from '../rule-cases';
import { add, all, connect, none, remove, set, setFact } from '../testing/edits';
import { reachable, undeclared } from './reach-rules';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const thermal = 'hardware/DaemonSet/thermal';
const silent = ['is silent on the sample rack', none, []] as const;

const toThermal = { matchLabels: { 'app.kubernetes.io/name': 'thermal' } };
const thermalService = add({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { namespace: 'hardware', name: 'thermal' },
  spec: { selector: toThermal.matchLabels, ports: [{ name: 'api', port: 443, targetPort: 'metrics' }] },
});
const hook = (kind: 'webhook' | 'api') =>
  add(
    kind === 'api'
      ? {
          apiVersion: 'apiregistration.k8s.io/v1',
          kind: 'APIService',
          metadata: { name: 'v1.heat.example.org' },
          spec: { service: { namespace: 'hardware', name: 'thermal' } },
        }
      : {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingWebhookConfiguration',
          metadata: { name: 'heat' },
          webhooks: [
            { name: 'heat.example.org', clientConfig: { service: { namespace: 'hardware', name: 'thermal' } } },
          ],
        },
  );
const metricsStore = {
  memory: { bytes: 2 ** 40, field: 'memory' },
  disk: { bytes: 2 ** 44, field: 'disk' },
  keepSeconds: 60,
  intervalSeconds: 30,
};
const scrapedByRedis = all(
  setFact('stated', [{ app: 'redis', metricsStore }]),
  setFact('scrapes', [
    {
      app: 'thermal',
      job: 'thermal',
      kind: 'pods',
      exporter: 'thermal',
      targets: 1,
      series: 1,
      reads: { pods: thermal, port: 9101 },
    },
  ]),
);
const closedThermal = add({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace: 'hardware', name: 'thermal' },
  spec: { podSelector: toThermal, policyTypes: ['Ingress'] },
});

export const reachCases: readonly RuleCases[] = [
  [
    reachable,
    [
      silent,
      [
        'finds a route to pods that do not let the Gateway in',
        remove('ml/CiliumNetworkPolicy/chat'),
        [
          {
            object: 'ml/HTTPRoute/chat',
            path: 'spec.rules[0].backendRefs[chat]',
            message: `leads people to ${chat} on 8080/TCP, and no policy lets ingress in`,
          },
        ],
      ],
      [
        'finds a Service for the office network whose pods do not let the world in',
        set('ml/Service/chat', 'spec.type', 'LoadBalancer'),
        [
          {
            object: 'ml/Service/chat',
            message: `publishes the way to ${chat} on 8080/TCP, and no policy lets world in`,
          },
        ],
      ],
      [
        'finds an API that the API server cannot ask',
        all(thermalService, closedThermal, hook('api')),
        [
          {
            object: 'APIService/v1.heat.example.org',
            path: 'spec.service',
            message: `sends the API server to ${thermal} on 9101/TCP, and no policy lets kube-apiserver in`,
          },
        ],
      ],
      [
        'finds a webhook that the API server cannot ask',
        all(thermalService, closedThermal, hook('webhook')),
        [
          {
            object: 'ValidatingWebhookConfiguration/heat',
            path: 'webhooks[heat.example.org].clientConfig.service',
            message: `sends the API server to ${thermal} on 9101/TCP, and no policy lets kube-apiserver in`,
          },
        ],
      ],
      [
        'finds metrics that nobody can read',
        all(closedThermal, scrapedByRedis),
        [
          {
            object: 'data/CronJob/report',
            message: `reads metrics, which leads to ${thermal} on 9101/TCP, and no policy lets data/CronJob/report in`,
          },
          {
            object: redis,
            message: `reads metrics, which leads to ${thermal} on 9101/TCP, and no policy lets ${redis} in`,
          },
        ],
      ],
      [
        'is silent where a rule for every blade lets the API server in',
        all(
          thermalService,
          closedThermal,
          hook('webhook'),
          set('hardware/CiliumNetworkPolicy/thermal', 'spec.ingress', [{ fromEntities: ['remote-node'] }]),
        ),
        [],
      ],
    ],
  ],
  [
    undeclared,
    [
      silent,
      [
        'finds pods that let everybody in',
        all(
          set('ml/NetworkPolicy/chat', 'spec.egress[0].to', []),
          set('data/NetworkPolicy/redis', 'spec.ingress[0].from', []),
          connect(chat, 'data/Cluster/postgres:5432/TCP'),
        ),
        [
          {
            object: 'data/NetworkPolicy/redis',
            path: 'spec.ingress[0]',
            message: `lets kube-system/Pods/kube-dns and ${chat} connect to ${redis} on 6379/TCP, which nothing asks for`,
          },
        ],
      ],
      [
        'finds a connection that nobody declares any more',
        connect(chat, 'data/Cluster/postgres:5432/TCP'),
        [
          {
            object: 'data/NetworkPolicy/redis',
            message: `lets ${chat} connect to ${redis} on 6379/TCP, which nothing asks for`,
          },
        ],
      ],
      [
        'finds a port more than is asked for',
        all(
          set('ml/NetworkPolicy/chat', 'spec.egress[0].ports[1]', { port: 22, protocol: 'TCP' }),
          set('data/NetworkPolicy/redis', 'spec.ingress[0].ports[1]', { port: 22, protocol: 'TCP' }),
        ),
        [
          {
            object: 'data/NetworkPolicy/redis',
            message: `lets ${chat} connect to ${redis} on 22/TCP, which nothing asks for`,
          },
        ],
      ],
      [
        'says nothing of a door that only one side opens',
        set('data/NetworkPolicy/redis', 'spec.ingress[0].ports[1]', { port: 22, protocol: 'TCP' }),
        [],
      ],
      [
        'finds the world let in',
        set('ml/CiliumNetworkPolicy/chat', 'spec.ingress[0].fromEntities', ['ingress', 'world']),
        [
          {
            object: 'ml/CiliumNetworkPolicy/chat',
            path: 'spec.ingress[0]',
            message: `lets world connect to ${chat} on 8080/TCP, which nothing asks for`,
          },
        ],
      ],
      [
        'finds pods that may reach the whole world',
        set('hardware/CiliumNetworkPolicy/thermal', 'spec.egress[1]', { toEntities: ['world'] }),
        [
          {
            object: 'hardware/CiliumNetworkPolicy/thermal',
            path: 'spec.egress[1]',
            message: `lets ${thermal} connect to world on every port, which nothing asks for`,
          },
        ],
      ],
    ],
  ],
];
