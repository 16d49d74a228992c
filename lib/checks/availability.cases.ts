import { tierMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import {
  budgetAllows,
  daemonRollout,
  disruptionBudget,
  gracePeriod,
  readiness,
  spread,
  tolerationSeconds,
} from './availability';
import type { RuleCases } from './rule-cases';
import { all, none, remove, set } from './testing/edits';

const chat = 'ml/Deployment/chat';
const redis = 'data/StatefulSet/redis';
const thermal = 'hardware/DaemonSet/thermal';
const budget = 'ml/PodDisruptionBudget/chat';
const container = 'spec.template.spec.containers[redis]';
const maxUnavailable = 'spec.updateStrategy.rollingUpdate.maxUnavailable';
const silent = ['is silent on the sample rack', none, []] as const;

export const availabilityCases: readonly RuleCases[] = [
  [
    disruptionBudget,
    [
      silent,
      [
        'finds replicas that a drain may take all at once',
        remove(budget),
        [
          {
            object: chat,
            path: 'spec.replicas',
            message: 'has 2 replicas and no PodDisruptionBudget that keeps any of them',
          },
        ],
      ],
      [
        'is not content with a budget of other pods',
        set(budget, 'metadata.namespace', 'data'),
        [{ object: chat, message: 'has 2 replicas and no PodDisruptionBudget that keeps any of them' }],
      ],
      [
        'wants none for batch',
        all(remove(budget), set(chat, fieldOf('spec.template.metadata.labels', tierMark.key), 'batch')),
        [],
      ],
    ],
  ],
  [
    budgetAllows,
    [
      silent,
      [
        'finds a budget of none',
        set(budget, 'spec.maxUnavailable', 0),
        [
          {
            object: budget,
            path: 'spec.maxUnavailable',
            message: 'maxUnavailable 0 of 2 replicas allows no pod to go',
          },
        ],
      ],
      [
        'finds a budget that keeps all',
        set(budget, 'spec', { minAvailable: '100%', selector: { matchLabels: { 'app.kubernetes.io/name': 'chat' } } }),
        [{ object: budget, path: 'spec.minAvailable', message: 'minAvailable 100% of 2 replicas allows no pod to go' }],
      ],
      [
        'finds a single replica that may not move',
        all(set(chat, 'spec.replicas', 1), set(budget, 'spec.maxUnavailable', '0%')),
        [
          {
            object: budget,
            message: 'maxUnavailable 0% of 1 replicas allows no pod to go',
            fix: 'remove the budget: one replica must go to move',
          },
        ],
      ],
      [
        'rounds percentages up, as the controller does',
        set(budget, 'spec', { minAvailable: '50%', selector: { matchLabels: { 'app.kubernetes.io/name': 'chat' } } }),
        [],
      ],
    ],
  ],
  [
    spread,
    [
      silent,
      [
        'finds replicas that may share a blade',
        set(chat, 'spec.template.spec.topologySpreadConstraints', []),
        [{ object: chat, path: 'spec.template.spec', message: 'may put all 2 replicas on one blade' }],
      ],
    ],
  ],
  [
    readiness,
    [
      silent,
      [
        'finds a server that nobody asks whether it is ready',
        set(redis, `${container}.readinessProbe`, undefined),
        [
          {
            object: redis,
            path: `${container}.readinessProbe`,
            message: 'listens on redis and has no readiness probe',
          },
        ],
      ],
      [
        'leaves what only shows metrics alone',
        set(thermal, 'spec.template.spec.containers[thermal].readinessProbe', undefined),
        [],
      ],
    ],
  ],
  [
    tolerationSeconds,
    [
      silent,
      [
        'finds another time than that of the tier',
        set(chat, 'spec.template.spec.tolerations[1].tolerationSeconds', 300),
        [
          {
            object: chat,
            path: 'spec.template.spec.tolerations',
            message: 'stays on a blade that is unreachable for 300 s; tier serving says 30 s',
          },
        ],
      ],
      [
        'finds the default where the tier says otherwise',
        set(chat, 'spec.template.spec.tolerations', undefined),
        [
          {
            object: chat,
            message: 'stays on a blade that is not-ready for the default of 300 s; tier serving says 30 s',
          },
          {
            object: chat,
            message: 'stays on a blade that is unreachable for the default of 300 s; tier serving says 30 s',
          },
        ],
      ],
    ],
  ],
  [
    daemonRollout,
    [
      silent,
      [
        'finds a roll-out that a dead blade stops',
        set(thermal, maxUnavailable, 2),
        [{ object: thermal, path: maxUnavailable, message: 'rolls 2 at a time, and up to 2 blades may be dead' }],
      ],
      [
        'knows the default',
        set(thermal, 'spec.updateStrategy', undefined),
        [{ object: thermal, message: 'rolls 1 at a time, and up to 2 blades may be dead' }],
      ],
      ['takes a share of the blades', set(thermal, maxUnavailable, '60%'), []],
    ],
  ],
  [
    gracePeriod,
    [
      silent,
      [
        'finds a hook that uses the time up',
        set(redis, `${container}.lifecycle.preStop.sleep.seconds`, 30),
        [
          {
            object: redis,
            path: 'spec.template.spec.terminationGracePeriodSeconds',
            message: 'gives 30 s, of which preStop of container redis sleeps 30 s',
          },
        ],
      ],
      [
        'finds a program that is killed at once',
        set(redis, 'spec.template.spec.terminationGracePeriodSeconds', 0),
        [{ object: redis, message: 'gives 0 s: the program is killed at once' }],
      ],
      [
        'finds one that outlasts the drain of an upgrade',
        set(redis, 'spec.template.spec.terminationGracePeriodSeconds', 3600),
        [{ object: redis, message: 'gives 3600 s, and the drain of an upgrade waits 900 s' }],
      ],
      [
        'reads a command',
        set(redis, `${container}.lifecycle.preStop`, { exec: { command: ['sh', '-c', 'sleep 45 && redis-cli save'] } }),
        [{ object: redis, message: 'gives 30 s, of which preStop of container redis sleeps 45 s' }],
      ],
    ],
  ],
];
