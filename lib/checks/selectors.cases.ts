import { exceptionKey, tierMark } from '../facts/marks';
import type { RuleCases } from './rule-cases';
import { budgetSelects, fixedLabels, policySelects, selectsItself, selectsOwnPods, serviceSelects } from './selectors';
import { all, none, remove, set, setFact } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const podLabels = 'spec.template.metadata.labels';
const noChat = 'names pods app.kubernetes.io/name=chat in kubernetes.io/metadata.name=ml, of which there are none';
const byPart = { matchLabels: { 'app.kubernetes.io/part-of': 'redis' } };

export const selectorCases: readonly RuleCases[] = [
  [
    selectsOwnPods,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a selector that takes a neighbour in',
        set(redis, 'spec.selector', byPart),
        [
          {
            object: redis,
            path: 'spec.selector',
            message: 'selects app.kubernetes.io/part-of=redis, which are also the pods of data/CronJob/report',
          },
        ],
      ],
      [
        'lets the same labels live in two namespaces',
        set('ml/Deployment/chat', podLabels, { 'app.kubernetes.io/name': 'redis' }),
        [],
      ],
    ],
  ],
  [
    selectsItself,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a selector that misses its own pods',
        set(redis, `${podLabels}["app.kubernetes.io/name"]`, 'reids'),
        [
          {
            object: redis,
            message:
              'selects app.kubernetes.io/name=redis, but its pods are app.kubernetes.io/name=reids, ' +
              `app.kubernetes.io/part-of=redis, ${tierMark.key}=data`,
          },
        ],
      ],
    ],
  ],
  [
    fixedLabels,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a label that may change',
        set(redis, 'spec.selector.matchLabels["app.kubernetes.io/version"]', '8'),
        [
          {
            object: redis,
            message:
              'selects app.kubernetes.io/name=redis, app.kubernetes.io/version=8; allowed are app.kubernetes.io/name, instance and component',
          },
        ],
      ],
      [
        'takes the labels that charts select by',
        all(
          set(redis, 'spec.selector.matchLabels["app.kubernetes.io/instance"]', 'redis'),
          set(redis, 'spec.template.metadata.labels["app.kubernetes.io/instance"]', 'redis'),
        ),
        [],
      ],
      [
        'finds an expression',
        set(redis, 'spec.selector', { matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'Exists' }] }),
        [
          {
            object: redis,
            message:
              'selects app.kubernetes.io/name Exists; allowed are app.kubernetes.io/name, instance and component',
          },
        ],
      ],
      [
        'accepts a reason',
        all(
          set(redis, 'spec.selector', byPart),
          set(redis, 'metadata.annotations', { [exceptionKey('selectors/fixed-labels')]: 'older than the rule' }),
        ),
        [],
      ],
    ],
  ],
  [
    serviceSelects,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a Service of nobody',
        set('data/Service/redis', 'spec.selector', { 'app.kubernetes.io/name': 'reids' }),
        [
          {
            object: 'data/Service/redis',
            path: 'spec.selector',
            message: 'selects app.kubernetes.io/name=reids, which no pod is',
            fix: 'pods there are those of data/Cluster/postgres, data/CronJob/report, data/StatefulSet/redis',
          },
        ],
      ],
      [
        'knows the pods of a StatefulSet by their names',
        set('data/Service/redis', 'spec.selector', { 'statefulset.kubernetes.io/pod-name': 'redis-2' }),
        [],
      ],
      [
        'finds a Service of a pod that the set does not have',
        set('data/Service/redis', 'spec.selector', { 'statefulset.kubernetes.io/pod-name': 'redis-3' }),
        [
          {
            object: 'data/Service/redis',
            path: 'spec.selector',
            message: 'selects statefulset.kubernetes.io/pod-name=redis-3, which no pod is',
            fix: 'pods there are those of data/Cluster/postgres, data/CronJob/report, data/StatefulSet/redis',
          },
        ],
      ],
      [
        'knows pods that an operator makes',
        all(
          set('data/Service/redis', 'spec.selector', { role: 'pooler' }),
          setFact('operatorMade', [
            { kind: 'Pods', namespace: 'data', name: 'pooler', labels: { role: 'pooler' }, source: 'its operator' },
          ]),
        ),
        [],
      ],
      ['leaves a Service without selector alone', set('data/Service/redis', 'spec.selector', undefined), []],
    ],
  ],
  [
    budgetSelects,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a budget of nobody',
        remove('ml/Deployment/chat'),
        [
          {
            object: 'ml/PodDisruptionBudget/chat',
            message: 'selects app.kubernetes.io/name=chat, which no pod is',
            fix: 'the namespace has no pods',
          },
        ],
      ],
    ],
  ],
  [
    policySelects,
    [
      ['is silent on the sample rack', none, []],
      [
        'finds a policy of nobody, and who still names its pods',
        remove('ml/Deployment/chat'),
        [
          {
            object: 'data/NetworkPolicy/postgres',
            path: 'spec.ingress[0].from[0]',
            message: noChat,
          },
          { object: 'data/NetworkPolicy/redis', path: 'spec.ingress[0].from[0]', message: noChat },
          {
            object: 'ml/CiliumNetworkPolicy/chat',
            path: 'spec.endpointSelector',
            message: 'selects app.kubernetes.io/name=chat, which no pod is',
          },
          {
            object: 'ml/NetworkPolicy/chat',
            path: 'spec.podSelector',
            message: 'selects app.kubernetes.io/name=chat, which no pod is',
          },
        ],
      ],
      [
        'checks the policies of Cilium too',
        set('hardware/CiliumNetworkPolicy/thermal', 'spec.endpointSelector.matchLabels', { app: 'thermal' }),
        [
          {
            object: 'hardware/CiliumNetworkPolicy/thermal',
            path: 'spec.endpointSelector',
            message: 'selects app=thermal, which no pod is',
          },
        ],
      ],
    ],
  ],
];
