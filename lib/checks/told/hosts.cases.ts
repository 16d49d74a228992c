import type { RuleCases, RuleRow } from '../rule-cases';
import { add, all, set } from '../testing/edits';
import { argument, chat, container, file, silent, variable } from '../testing/told-edits';
import { hostExists, isLetThrough, portAnswers } from './hosts';

/** Services of single pods, whose addresses outlast them. */
const fixed = all(
  ...[0, 1].map((ordinal) =>
    add({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace: 'data', name: `redis-${ordinal}` },
      spec: {
        clusterIP: `10.96.0.2${ordinal + 1}`,
        selector: { 'app.kubernetes.io/name': 'redis', 'statefulset.kubernetes.io/pod-name': `redis-${ordinal}` },
        ports: [{ name: 'redis', port: 6379, targetPort: 'redis' }],
      },
    }),
  ),
);

const hostAndPort = set(chat, `${container}.env`, [
  { name: 'SENTINEL_HOSTS', value: '10.96.0.22' },
  { name: 'SENTINEL_PORT', value: '6379' },
]);

export const hostCases: readonly RuleCases[] = [
  [
    hostExists,
    [
      silent,
      [
        'finds a name that no Service has',
        variable('REDIS_URL', 'redis://rediss.data.svc.cluster.local:6379'),
        [
          {
            object: chat,
            path: `${container}.env[REDIS_URL].value`,
            message: 'names rediss.data.svc.cluster.local:6379, and there is no Service data/rediss',
            fix: 'did you mean redis?',
          },
        ],
      ],
      [
        'finds the right name in the wrong namespace',
        argument('--redis=redis.ml.svc:6379'),
        [
          {
            object: chat,
            message: 'names redis.ml.svc:6379, and there is no Service ml/redis',
            fix: 'it is in namespace data',
          },
        ],
      ],
      [
        'finds a misspelt domain',
        argument('redis.data.svc.cluster.lokal:6379'),
        [
          {
            object: chat,
            message: 'names redis.data.svc.cluster.lokal:6379, and no name of the cluster ends in .cluster.lokal',
          },
        ],
      ],
      [
        'finds a misspelt svc',
        argument('redis.data.scv.cluster.local'),
        [
          {
            object: chat,
            message: 'names redis.data.scv.cluster.local, and no name of the cluster ends in .scv.cluster.local',
          },
        ],
      ],
      [
        'finds a pod that its set does not have',
        file('chat.yaml', 'server: redis-3.redis.data.svc.cluster.local\n'),
        [
          {
            object: 'ml/ConfigMap/chat',
            path: 'data["chat.yaml"]',
            message:
              'names redis-3.redis.data.svc.cluster.local, and no pod behind Service data/redis is called redis-3',
          },
        ],
      ],
      ['counts the pods of a pattern', argument('redis-{0...2}.redis.data.svc.cluster.local:6379'), []],
      [
        'finds a pattern that counts too far',
        argument('redis-{0...3}.redis.data.svc.cluster.local:6379'),
        [
          {
            object: chat,
            message:
              'names redis-{0...3}.redis.data.svc.cluster.local:6379, and no pod behind Service data/redis is called redis-3',
          },
        ],
      ],
      [
        'finds a fixed address that no Service has',
        all(fixed, variable('SENTINELS', '10.96.0.21,10.96.0.22,10.96.0.32')),
        [
          {
            object: chat,
            path: `${container}.env[SENTINELS].value`,
            message: 'names 10.96.0.32, and no Service states it as its own',
          },
        ],
      ],
      ['leaves addresses of other networks alone', all(fixed, variable('URL', 'http://192.168.1.5:9000')), []],
      ['leaves the names of the world alone', variable('URL', 'https://svc.example.com/x.svc'), []],
    ],
  ],
  [
    portAnswers,
    [
      silent,
      [
        'finds a port that the Service does not have',
        variable('REDIS_URL', 'redis://redis.data.svc.cluster.local:6380'),
        [
          {
            object: chat,
            message: 'names port 6380 at redis.data.svc.cluster.local, and Service data/redis does not have it',
            fix: 'there is only 6379',
          },
        ],
      ],
      [
        'knows the ports of a Service that an operator makes',
        variable('DB', 'postgres-rw.data.svc:5433'),
        [
          {
            object: chat,
            message: 'names port 5433 at postgres-rw.data.svc, and Service data/postgres-rw does not have it',
          },
        ],
      ],
      ['takes a name without a port as it is', variable('DB', 'postgres-rw.data.svc'), []],
    ],
  ],
  [
    isLetThrough,
    [
      silent,
      ['is silent where the connection is declared', variable('R', 'redis.data.svc:6379'), []],
      [
        'finds a connection that nobody declared',
        all(variable('R', 'redis.data.svc:6379'), set('ml/NetworkPolicy/chat', 'spec.egress', [])),
        [
          {
            object: chat,
            path: `${container}.env[R].value`,
            message: 'is told redis.data.svc:6379, and no policy lets it out to data/StatefulSet/redis on 6379/TCP',
          },
        ],
      ],
      [
        'takes the only port of a Service where none is told',
        all(variable('PGHOST', 'postgres-rw.data.svc'), set('ml/NetworkPolicy/chat', 'spec.egress', [])),
        [
          {
            object: chat,
            message: 'is told postgres-rw.data.svc, and no policy lets it out to data/Cluster/postgres on 5432/TCP',
          },
        ],
      ],
      ...(
        [
          ['as a variable with its port', variable('R', 'redis://10.96.0.21:6379/0'), '10.96.0.21:6379'],
          ['as a host whose port is a variable beside it', hostAndPort, '10.96.0.22'],
          ['of a single port', variable('R_HOST', '10.96.0.21'), '10.96.0.21'],
          ['as the name of the Service of one pod', variable('R', 'redis-0.data.svc:6379'), 'redis-0.data.svc:6379'],
        ] as const
      ).map(([how, told, text]): RuleRow => [
        `finds one that is told by a fixed address, ${how}`,
        all(fixed, told, set('ml/NetworkPolicy/chat', 'spec.egress', [])),
        [
          {
            object: chat,
            message: `is told ${text}, and no policy lets it out to data/StatefulSet/redis on 6379/TCP`,
          },
        ],
      ]),
      [
        'finds one that is told by fixed addresses of a list',
        all(
          fixed,
          file('c.yaml', 'sentinels:\n- - "10.96.0.21"\n  - 6379\n- - "10.96.0.22"\n  - 6379\n'),
          set('ml/NetworkPolicy/chat', 'spec.egress', []),
        ),
        [
          {
            object: chat,
            message:
              'is told 10.96.0.21 by ml/ConfigMap/chat, and no policy lets it out to data/StatefulSet/redis on 6379/TCP',
          },
        ],
      ],
      [
        'finds one that only the server does not take, told in a file',
        all(file('c.yaml', 'r: redis.data.svc:6379'), set('data/NetworkPolicy/redis', 'spec.ingress', [])),
        [
          {
            object: chat,
            message:
              'is told redis.data.svc:6379 by ml/ConfigMap/chat, and no policy lets it in to data/StatefulSet/redis on 6379/TCP',
          },
        ],
      ],
    ],
  ],
];
