import { quorumMark } from '../facts/marks';
import type { RuleCases, RuleRow } from './rule-cases';
import { commitsSurvive, foundEarly, membersApart, noneIsNoQuorum, someStay, startTogether } from './sets';
import { all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const chat = 'ml/Deployment/chat';
const postgres = 'data/Cluster/postgres';
const silent: RuleRow = ['is silent on the sample rack', none, []];
const mark = `metadata.annotations["${quorumMark.key}"]`;
const quorum = (id: string, needed: string) => set(id, mark, needed);
/** Each is told the name of another. */
const told = set('data/ConfigMap/redis', 'data["redis.conf"]', 'replicaof redis-0.redis.data.svc 6379');
const apart = 'spec.template.spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution';

export const setCases: readonly RuleCases[] = [
  [
    startTogether,
    [
      silent,
      [
        'finds members that wait for one another and are started in order',
        quorum(redis, '2'),
        [
          {
            object: redis,
            path: 'spec.podManagementPolicy',
            message: 'starts its 3 members in order, and 2 of them must be ready together',
          },
        ],
      ],
      ['is content with Parallel', all(quorum(redis, '2'), set(redis, 'spec.podManagementPolicy', 'Parallel')), []],
      ['leaves a set alone whose members serve by themselves', quorum(redis, '1'), []],
    ],
  ],
  [
    foundEarly,
    [
      silent,
      [
        'finds members that are not found before they are ready',
        all(quorum(redis, '2'), told),
        [
          {
            object: 'data/Service/redis',
            path: 'spec.publishNotReadyAddresses',
            message: `leaves members of ${redis} out until they are ready, which they are only together`,
          },
        ],
      ],
      ['leaves members alone that do not speak to one another', quorum(redis, '2'), []],
      [
        'is content with a Service that names them early',
        all(quorum(redis, '2'), told, set('data/Service/redis', 'spec.publishNotReadyAddresses', true)),
        [],
      ],
    ],
  ],
  [
    membersApart,
    [
      silent,
      [
        'finds members that may share a blade',
        all(quorum(redis, '2'), set(redis, apart, undefined)),
        [
          {
            object: redis,
            path: 'spec.template.spec.affinity',
            message: 'may put two of its 3 members on one blade, and 2 must be ready',
          },
        ],
      ],
      [
        'takes a strict spread for as good',
        all(
          quorum(redis, '2'),
          set(redis, apart, undefined),
          set(redis, 'spec.template.spec.topologySpreadConstraints', [
            { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'DoNotSchedule' },
          ]),
        ),
        [],
      ],
      [
        'finds instances of PostgreSQL that are only better apart',
        set(postgres, 'spec.affinity.podAntiAffinityType', 'preferred'),
        [{ object: postgres, message: 'may put two of its 3 instances on one blade' }],
      ],
    ],
  ],
  [
    someStay,
    [
      silent,
      [
        'finds a Deployment that goes down to roll out',
        all(quorum(chat, '1'), set(chat, 'spec.replicas', 2), set(chat, 'spec.strategy', { type: 'Recreate' })),
        [{ object: chat, path: 'spec.strategy.type', message: 'takes all 2 pods down to roll out' }],
      ],
      [
        'finds one whose roll-out may take all pods',
        all(
          quorum(chat, '1'),
          set(chat, 'spec.replicas', 2),
          set(chat, 'spec.strategy', { rollingUpdate: { maxUnavailable: '100%' } }),
        ),
        [
          {
            object: chat,
            path: 'spec.strategy.rollingUpdate.maxUnavailable',
            message: 'lets 2 of 2 pods go, and 1 must be ready',
          },
        ],
      ],
      [
        'leaves one pod alone, which must go to be replaced',
        all(quorum(chat, '1'), set(chat, 'spec.replicas', 1), set(chat, 'spec.strategy', { type: 'Recreate' })),
        [],
      ],
    ],
  ],
  [
    commitsSurvive,
    [
      silent,
      [
        'finds a database whose commits are on one disk when they are acknowledged',
        set(postgres, 'spec.postgresql.synchronous', undefined),
        [
          {
            object: postgres,
            path: 'spec.postgresql.synchronous',
            message: 'has 3 instances, and its commits wait for none of the standbys',
          },
        ],
      ],
    ],
  ],
  [
    noneIsNoQuorum,
    [
      silent,
      [
        'finds a set that says it needs nobody',
        quorum(chat, '0'),
        [{ object: chat, path: mark, message: 'says that 0 of 2 pods are enough' }],
      ],
      ['takes none for enough where none is wanted', all(quorum(chat, '0'), set(chat, 'spec.replicas', 0)), []],
    ],
  ],
];
