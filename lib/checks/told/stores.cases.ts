import type { RuleCases } from '../rule-cases';
import { type Edit, add, all, set } from '../testing/edits';
import { chat, file, silent, variable } from '../testing/told-edits';
import { databaseExists } from './databases';
import { bucketExists, redisUserExists } from './stores';

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

const hostRules = (...rules: string[]): Edit => set('data/Cluster/postgres', 'spec.postgresql', { pg_hba: rules });

const configMap = (name: string, data: Record<string, string>): Edit =>
  add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'data', name }, data }, 'redis');

const buckets = configMap('setup', { 'setup.sh': 'mc mb --ignore-existing rack/papers\n' });

const users = configMap('users', { 'users.acl': 'user default off\nuser chat on >$(password chat) ~chat:*\n' });

export const storeCases: readonly RuleCases[] = [
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
            message: 'names database chats, which is not declared in data/Cluster/postgres',
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
        'is silent about a user whom the host rules let in',
        all(toDatabase('chat', 'chat'), hostRules('hostssl chat chat all scram-sha-256', 'host all all all reject')),
        [],
      ],
      [
        'finds a user whom the host rules reject',
        all(toDatabase('chat', 'chat'), hostRules('host papers chat all scram-sha-256', 'host all all all reject')),
        [
          {
            object: chat,
            message: 'logs in to chat as chat, which spec.postgresql.pg_hba of data/Cluster/postgres rejects',
          },
        ],
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
