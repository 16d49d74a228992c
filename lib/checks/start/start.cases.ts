import type { RuleCases } from '../rule-cases';
import { type Edit, add, all, none, set, setFact } from '../testing/edits';
import { comesUp } from './start-rules';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const container = 'spec.template.spec.containers[chat]';
const silent = ['is silent on the sample rack', none, []] as const;

const webhook = (extra: object = {}): Edit =>
  add({
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'guard' },
    webhooks: [
      {
        name: 'guard.example.org',
        clientConfig: { service: { namespace: 'ml', name: 'chat' } },
        rules: [{ apiGroups: [''], apiVersions: ['v1'], resources: ['pods'], operations: ['CREATE'] }],
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
        ...extra,
      },
    ],
  });

const toldRedis = set(chat, `${container}.env`, [{ name: 'R', value: 'redis.data.svc:6379' }]);
const initAsks = (address: string) =>
  set(redis, 'spec.template.spec.initContainers', [{ name: 'wait', image: 'x', args: [address] }]);

export const startCases: readonly RuleCases[] = [
  [
    comesUp,
    [
      silent,
      [
        'finds a webhook whose own pods need pods that it must allow',
        all(toldRedis, webhook()),
        [
          {
            object: 'ValidatingWebhookConfiguration/guard',
            path: 'webhooks[guard.example.org]',
            message: `never starts when power comes back: ${redis} waits for ${chat} (the webhook guard.example.org, which must allow it), ${chat} waits for ${redis} (its data at redis.data.svc:6379)`,
          },
        ],
      ],
      [
        'is silent where such a webhook lets pass when nobody answers',
        all(toldRedis, webhook({ failurePolicy: 'Ignore' })),
        [],
      ],
      [
        'is silent where the webhook is about other namespaces',
        all(toldRedis, webhook({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } })),
        [],
      ],
      [
        'finds two whose init containers wait for each other',
        all(toldRedis, initAsks('chat.ml.svc:8080')),
        [
          {
            object: redis,
            message: `never starts when power comes back: ${redis} waits for ${chat} (its init container, which asks chat.ml.svc:8080), ${chat} waits for ${redis} (its data at redis.data.svc:6379)`,
          },
        ],
      ],
      [
        "finds a registry whose own data's image it hands out",
        all(toldRedis, setFact('rack.mirrors', { 'docker.io': 'http://chat.ml.svc.cluster.local:8080' })),
        [
          {
            object: redis,
            message: `never starts when power comes back: ${redis} waits for ${chat} (its image from docker.io), ${chat} waits for ${redis} (its data at redis.data.svc:6379)`,
          },
        ],
      ],
      [
        'finds what Flux applies only after the pods that wait for it',
        all(toldRedis, set('flux-system/Kustomization/redis', 'spec.dependsOn', [{ name: 'chat' }])),
        [
          {
            object: 'flux-system/Kustomization/redis',
            path: 'spec.dependsOn',
            message: `never starts at the first start: ${redis} waits for Kustomization/chat (Flux to apply redis), Kustomization/chat waits for ${chat} (it to be healthy), ${chat} waits for ${redis} (its data at redis.data.svc:6379)`,
          },
        ],
      ],
    ],
  ],
];
