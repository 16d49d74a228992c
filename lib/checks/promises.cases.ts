import { quorumMark } from '../facts/marks';
import { fieldOf } from '../manifest/field-path';
import { budgetKeepsQuorum, databaseOwner, quorumReachable, roleUsed, standbysThere } from './promises';
import type { RuleCases } from './rule-cases';
import { add, all, none, set } from './testing/edits';

const redis = 'data/StatefulSet/redis';
const budget = 'data/PodDisruptionBudget/redis';
const cluster = 'data/Cluster/postgres';
const quorum = (members: string) => set(redis, fieldOf('metadata.annotations', quorumMark.key), members);
const silent = ['is silent on the sample rack', none, []] as const;
const role = set(cluster, 'spec.managed', { roles: [{ name: 'chat', login: true }] });
const database = (owner: string) =>
  add(
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { namespace: 'data', name: 'chat', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
      spec: { name: 'chat', owner, cluster: { name: 'postgres' } },
    },
    'postgres',
  );

export const promiseCases: readonly RuleCases[] = [
  [
    quorumReachable,
    [
      silent,
      [
        'finds a set that can never be whole',
        all(quorum('2'), set(redis, 'spec.replicas', 1)),
        [{ object: redis, path: 'spec.replicas', message: `has 1 replicas, and 2 must be ready (${quorumMark.key})` }],
      ],
    ],
  ],
  [
    budgetKeepsQuorum,
    [
      silent,
      ['lets one go', quorum('2'), []],
      [
        'finds a budget that lets too many go',
        all(quorum('2'), set(budget, 'spec.maxUnavailable', 2)),
        [
          {
            object: budget,
            path: 'spec.maxUnavailable',
            message: `lets 2 of 3 pods of ${redis} go at once, and 2 must be ready`,
          },
        ],
      ],
      [
        'finds one that keeps too few',
        all(
          quorum('2'),
          set(budget, 'spec', {
            minAvailable: '33%',
            selector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
          }),
        ),
        [
          {
            object: budget,
            path: 'spec.minAvailable',
            message: `lets 2 of 3 pods of ${redis} go at once, and 2 must be ready`,
          },
        ],
      ],
    ],
  ],
  [
    standbysThere,
    [
      silent,
      [
        'finds commits that wait for more than there are',
        set(cluster, 'spec.postgresql.synchronous', { method: 'any', number: 3 }),
        [{ object: cluster, message: 'lets commits wait for 3 standbys, and there are 2' }],
      ],
      [
        'finds commits that wait for every standby',
        set(cluster, 'spec.postgresql.synchronous', { method: 'any', number: 2 }),
        [
          {
            object: cluster,
            message: 'lets commits wait for all 2 of its standbys: one dead blade stops every write',
          },
        ],
      ],
      [
        'is silent where they go on without',
        set(cluster, 'spec.postgresql.synchronous', { method: 'any', number: 2, dataDurability: 'preferred' }),
        [],
      ],
      [
        'is silent where one may be dead',
        set(cluster, 'spec.postgresql.synchronous', { method: 'any', number: 1 }),
        [],
      ],
    ],
  ],
];

export const databaseCases: readonly RuleCases[] = [
  [
    databaseOwner,
    [
      silent,
      ['is silent about a role', all(role, database('chat')), []],
      [
        'finds an owner that is no role',
        all(role, database('chatt')),
        [
          {
            object: 'data/Database/chat',
            path: 'spec.owner',
            message: 'is owned by chatt, which is no role of Cluster data/postgres',
            fix: 'did you mean chat?',
          },
        ],
      ],
    ],
  ],
  [
    roleUsed,
    [
      silent,
      [
        'finds a role that nobody uses',
        role,
        [{ object: cluster, message: 'makes role chat, which owns no database and which no program uses' }],
      ],
      [
        'takes a variable for a use',
        all(
          role,
          set('ml/Deployment/chat', 'spec.template.spec.containers[chat].env', [{ name: 'PGUSER', value: 'chat' }]),
        ),
        [],
      ],
    ],
  ],
];
