import type { RuleCases, RuleRow } from '../rule-cases';
import { type Edit, add, all, set } from '../testing/edits';
import { argument, chat, container, file, silent, variable } from '../testing/told-edits';
import { databaseExists } from './databases';
import { hostExists, isLetThrough, portAnswers } from './hosts';
import { portListened } from './listens';
import { pathExists } from './paths';
import { bucketExists, redisUserExists } from './stores';
import { variableDefined } from './variables';

const role = set('data/Cluster/postgres', 'spec.managed', { roles: [{ name: 'chat', login: true }] });
const database = add(
  {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Database',
    metadata: { namespace: 'data', name: 'chat', annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } },
    spec: { name: 'chat', owner: 'chat', cluster: { name: 'postgres' } },
  },
  'postgres',
);
const toDatabase = (user: string, name: string): Edit =>
  all(role, database, variable('DB', `postgresql://${user}:x@postgres-rw.data.svc.cluster.local:5432/${name}`));

const buckets = add(
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'data', name: 'setup' },
    data: { 'setup.sh': 'mc mb --ignore-existing rack/papers\n' },
  },
  'redis',
);
const users = add(
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { namespace: 'data', name: 'users' },
    data: { 'users.acl': 'user default off\nuser chat on >$(password chat) ~chat:*\n' },
  },
  'redis',
);

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

export const toldCases: readonly RuleCases[] = [
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
  [
    variableDefined,
    [
      silent,
      [
        'finds a variable that is not there',
        variable('URL', 'redis://$(PASSWRD)@x'),
        [
          {
            object: chat,
            path: `${container}.env[URL].value`,
            message: 'uses $(PASSWRD), and no variable of that name is defined',
          },
        ],
      ],
      [
        'finds one that comes too late',
        set(chat, `${container}.env`, [
          { name: 'URL', value: '$(HOST)' },
          { name: 'HOST', value: 'x' },
        ]),
        [{ object: chat, message: 'uses $(HOST), and no variable of that name is defined before it' }],
      ],
      [
        'finds one in an argument',
        argument('--listen=$(POD_IP):80'),
        [
          {
            object: chat,
            path: `${container}.args[0]`,
            message: 'uses $(POD_IP), and no variable of that name is defined',
          },
        ],
      ],
      [
        'finds one in the file of a program',
        file('config.yaml', 'key: os.environ/MASTER_KEY\n'),
        [
          {
            object: 'ml/ConfigMap/chat',
            message: `reads the variable MASTER_KEY, which container chat of ${chat} does not have`,
          },
        ],
      ],
      ['takes $$(X) for text, and a call in a script for a call', argument('--x=$$(Y)', 'a=$(date +%s); b'), []],
    ],
  ],
  [
    pathExists,
    [
      silent,
      [
        'is silent about a file that is mounted',
        all(file('chat.yaml', 'x: 1'), argument('--config=/etc/chat/chat.yaml')),
        [],
      ],
      [
        'finds a file that the ConfigMap does not have',
        all(file('chat.yaml', 'x: 1'), argument('--config=/etc/chat/chat.yml')),
        [
          {
            object: chat,
            path: `${container}.args[0]`,
            message: 'names /etc/chat/chat.yml, and ConfigMap ml/chat has no chat.yml',
            fix: 'did you mean chat.yaml?',
          },
        ],
      ],
      [
        'finds a folder that nothing is mounted at',
        variable('HOME', '/tmp'),
        [{ object: chat, message: 'names /tmp, which lies in nothing that is mounted' }],
      ],
      [
        'finds a path in a script',
        all(file('run.sh', 'cp /data/x /etc/chat/run.sh\n'), argument('/etc/chat/run.sh')),
        [{ object: 'ml/ConfigMap/chat', message: 'names /data/x, which lies in nothing that is mounted' }],
      ],
      [
        'finds a volume of a neighbour that a script names',
        all(
          file('run.sh', 'cp /restored/x /etc/chat/run.sh\n'),
          argument('/etc/chat/run.sh'),
          set(chat, 'spec.template.spec.initContainers', [
            { name: 'restore', image: 'x', volumeMounts: [{ name: 'restored', mountPath: '/restored' }] },
          ]),
        ),
        [{ object: 'ml/ConfigMap/chat', message: 'names /restored/x, which lies in nothing that is mounted' }],
      ],
      [
        'finds the folder of a file whose name a script makes up',
        all(file('run.sh', 'cat x > "/tmp/$name.part"\n'), argument('/etc/chat/run.sh')),
        [{ object: 'ml/ConfigMap/chat', message: 'names /tmp, which lies in nothing that is mounted' }],
      ],
      ['leaves what every image has alone', argument('/usr/bin/env', '--ca=/etc/ssl/certs/ca.crt'), []],
    ],
  ],
  [
    portListened,
    [
      silent,
      ['knows nothing of an image that it does not know', argument('--port=9999'), []],
      [
        'finds a program that listens elsewhere',
        all(set(chat, `${container}.image`, 'ghcr.io/ggml-org/llama.cpp:server-b1'), argument('--port', '8081')),
        [
          {
            object: chat,
            path: `${container}.args[1]`,
            message: 'lets container chat listen at 8081, which is none of its ports 8080',
          },
        ],
      ],
      [
        'finds one that a file lets listen elsewhere',
        all(
          set(chat, `${container}.image`, 'docker.io/otel/opentelemetry-collector-k8s:0.161.0'),
          file('chat.yaml', 'endpoint: 0.0.0.0:4317\n'),
        ),
        [
          {
            object: 'ml/ConfigMap/chat',
            path: 'data["chat.yaml"]',
            message: 'lets container chat of ml/Deployment/chat listen at 4317, which is none of its ports 8080',
          },
          { object: chat, message: 'opens port 8080, at which container chat is not told to listen' },
        ],
      ],
      [
        'finds two listeners at one port',
        all(
          set(chat, `${container}.image`, 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0'),
          argument('--port=8080', '--telemetry-port=8080'),
        ),
        [
          {
            object: chat,
            path: `${container}.args[1]`,
            message: 'lets container chat listen twice at 8080: the second time ends it',
          },
        ],
      ],
      [
        'finds a port at which nobody listens',
        all(
          set(chat, `${container}.image`, 'ghcr.io/ggml-org/llama.cpp:server-b1'),
          set(chat, `${container}.ports[0].containerPort`, 8083),
        ),
        [{ object: chat, message: 'opens port 8083, at which container chat is not told to listen' }],
      ],
    ],
  ],
  [
    databaseExists,
    [
      silent,
      ['is silent where role and database are made', toDatabase('chat', 'chat'), []],
      [
        'finds a database that nobody makes',
        toDatabase('chat', 'chats'),
        [
          {
            object: chat,
            message: 'names database chats, which nobody makes in data/Cluster/postgres',
            fix: 'did you mean chat?',
          },
        ],
      ],
      [
        'finds a user that is no role',
        toDatabase('chatt', 'chat'),
        [{ object: chat, message: 'logs in as chatt, which is no role of data/Cluster/postgres' }],
      ],
      [
        'reads the way that Grafana writes it',
        all(
          role,
          database,
          file('grafana.ini', 'type = postgres\nhost = postgres-rw.data.svc:5432\nname = chat\nuser = chatt\n'),
        ),
        [{ object: 'ml/ConfigMap/chat', message: 'logs in as chatt, which is no role of data/Cluster/postgres' }],
      ],
    ],
  ],
  [
    bucketExists,
    [
      silent,
      [
        'finds a bucket that nobody makes',
        all(buckets, file('c.yaml', 'bucket: paper\nendpoint: minio.data.svc.cluster.local:9000\n')),
        [
          {
            object: 'ml/ConfigMap/chat',
            message: `names bucket paper, which data/ConfigMap/setup does not make (read by ${chat})`,
            fix: 'did you mean papers?',
          },
        ],
      ],
      [
        'finds one in an address',
        all(buckets, variable('URL', 'http://minio.data.svc.cluster.local:9000/model/x.gguf')),
        [{ object: chat, message: 'names bucket model, which data/ConfigMap/setup does not make' }],
      ],
      ['leaves the buckets of others alone', all(buckets, variable('S3_BUCKET_NAME', 'elsewhere')), []],
    ],
  ],
  [
    redisUserExists,
    [
      silent,
      ['is silent about a user of the list', all(users, variable('REDIS_URL', 'redis://chat:x@redis:6379')), []],
      [
        'finds a user that the list does not have',
        all(users, variable('REDIS_URL', 'redis://chatt:x@redis:6379')),
        [{ object: chat, message: 'logs in to Redis as chatt, whom the access list does not have' }],
      ],
      [
        "finds a user with another one's password",
        add({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { namespace: 'data', name: 'users' },
          data: { 'users.acl': 'user default off\nuser chatt on >$(password chat)\n' },
        }),
        [{ object: 'data/ConfigMap/users', message: 'gives user chatt the password of chat' }],
      ],
      [
        'finds a list that leaves the door open',
        add({
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { namespace: 'data', name: 'users' },
          data: { 'users.acl': 'user chat on >$(password chat)\n' },
        }),
        [
          {
            object: 'data/ConfigMap/users',
            message: 'says nothing of user default, whom Redis lets in without a password, to everything',
          },
        ],
      ],
    ],
  ],
];
