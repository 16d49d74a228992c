import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { NodeLocalStorage, RedisSentinel, password } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { exec } from '../../kit/probes';
import { SecretKeys, type SecretKeyRef, readableIn } from '../../kit/secrets';
import { podAddresses, podHosts } from '../../kit/service';
import { Workload } from '../../kit/workload';
import { bytesOf } from '../../units/quantity';
import { redisAlerts } from './redis.alerts';
import { redisDashboard } from './redis.dashboard';
import { ownUsers, primarySh, redisConf, sentinelConf, startRedisSh, startSentinelSh } from './redis.scripts';

const namespace = 'data';
const replicas = 3;
const quorum = 2;
const uid = 999;
/** Answers of a server that no restart would help. */
const alive = ['PONG', 'LOADING', 'MASTERDOWN', 'MISCONF'];
/** Where the servers answer, in the Services' network: three addresses from here on. */
const firstPodAddress = 11;

export const redisSpec = z.strictObject({
  memory: atLeast('64Mi', 'a server and its fork for snapshots take half of that empty')
    .default('384Mi')
    .describe('memory of each of the three servers; the cache may fill three quarters, the rest is for forks'),
  disk: atLeast('256Mi', 'the append-only file is rewritten beside the old one')
    .default('2Gi')
    .describe('append-only file of each server'),
});

type RedisSpec = z.infer<typeof redisSpec>;

export const redis = app({
  name: 'redis',
  area: 'data',
  summary: 'Cache and publish/subscribe: three servers and three Sentinels',
  spec: redisSpec,
  needs: { storage: NodeLocalStorage },
  offers: [RedisSentinel],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ disk }) => ({
    bladesEach: replicas,
    volumes: [{ what: 'append-only files', bytes: bytesOf(disk), copies: replicas }],
  }),
  states: () => ({ passing: 'cached answers and who is signed in: programs fill it anew' }),
  build: (scope, { spec, storage }) => new Redis(scope, spec, storage),
});

/**
 * Three servers, three Sentinels; one blade may die without losing a write that WAIT 1 acknowledged. Every consumer has
 * an ACL user of its own, and the default user can do no more than ping.
 *
 * All know one another by addresses that outlast the pods. Names would have to be looked up in the middle of a failover,
 * when a pod of the cluster's DNS may have died with the primary: Sentinel waits for each answer, and elects nobody
 * meanwhile (docs/verification-rack.md).
 */
export class Redis extends Construct implements RedisSentinel {
  readonly redisPort: PodPort;
  readonly sentinelPort: PodPort;
  readonly masterName = 'redis';
  readonly sentinels: string[];
  private readonly users: SecretKeys;
  private readonly acls = new Map<string, string>(Object.entries(ownUsers));

  constructor(scope: Construct, spec: RedisSpec, { nodeLocal }: NodeLocalStorage) {
    super(scope, 'redis');
    this.sentinels = podAddresses(this, firstPodAddress, replicas);
    new Dashboard(this, redisDashboard);
    const keys = Object.fromEntries([...this.acls.keys(), 'sentinel-peer'].map((user) => [user, password]));
    this.users = new SecretKeys(this, 'users', { namespace, name: 'redis-users', keys });
    const mounts = { '/data': 'data', '/run/secrets/redis': this.users };
    const set = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name: 'redis',
      tier: 'data',
      replicas,
      quorum,
      spread: 'one-per-node',
      podManagementPolicy: 'Parallel',
      publishNotReadyAddresses: true,
      firstPodAddress,
      user: { uid, gid: 1000 },
      config: {
        'redis.conf': redisConf(spec.memory),
        'sentinel.conf': sentinelConf,
        'primary.sh': primarySh(this.sentinels, podHosts(namespace, 'redis', replicas)),
        'start-redis.sh': () => startRedisSh(this.acls),
        'start-sentinel.sh': () => startSentinelSh(this.sentinels, quorum, [...this.acls.keys()]),
      },
      claims: { data: nodeLocal.claim(spec.disk) },
      alerts: redisAlerts(replicas, quorum),
      containers: {
        redis: {
          image: 'redis',
          command: ['sh', '/etc/redis/start-redis.sh'],
          env: { POD_NAME: { fieldPath: 'metadata.name' } },
          ports: { redis: 6379 },
          cpu: '100m',
          memory: spec.memory,
          mounts,
          scratch: { '/run/redis': '1Mi', '/tmp': '16Mi' },
          ready: exec('redis-cli', '-e', 'ping'),
          // Half an hour: it waits for a second Sentinel, and restarts in ever longer intervals would only delay it.
          startup: { ...exec('redis-cli', 'ping'), failureThreshold: 360 },
          // A server that hangs is to be restarted, which `timeout` makes sure of (a client that outlives the probe's shell holds
          // the probe up for good); one whose volume is full is not: it would lose what it could not write.
          live: {
            ...exec('sh', '-c', `timeout 4 redis-cli ping | grep -Eq "${alive.join('|')}"`),
            failureThreshold: 6,
          },
        },
        sentinel: {
          image: 'redis',
          command: ['sh', '/etc/redis/start-sentinel.sh'],
          env: { POD_NAME: { fieldPath: 'metadata.name' } },
          ports: { sentinel: 26379 },
          cpu: '20m',
          memory: '64Mi',
          mounts,
          scratch: { '/tmp': '1Mi' },
          ready: exec('redis-cli', '-e', '-p', '26379', 'ping'),
          live: { ...exec('redis-cli', '-e', '-p', '26379', 'ping'), failureThreshold: 6 },
        },
        exporter: {
          image: 'redis-exporter',
          env: {
            REDIS_ADDR: 'redis://localhost:6379',
            REDIS_USER: 'exporter',
            REDIS_PASSWORD: this.users.key('exporter'),
          },
          ports: { metrics: 9121 },
          scrape: 'metrics',
          cpu: '10m',
          memory: '32Mi',
        },
      },
    });
    this.redisPort = set.ports.redis;
    this.sentinelPort = set.ports.sentinel;
    set.connectsTo(this.redisPort, this.sentinelPort); // replication and gossip among its own pods
  }

  /** An ACL user for one consumer; returns the key with its password, in the consumer's own namespace. */
  grant(user: string, acl: string, consumerNamespace: string): SecretKeyRef {
    this.acls.set(user, acl);
    const own = this.users.add(user, password);
    return readableIn(this, consumerNamespace, own, { name: `redis-${user}`, key: 'password' });
  }
}
