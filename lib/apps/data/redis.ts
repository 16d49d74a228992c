import { atLeast } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { NodeLocalStorage, RedisSentinel, password } from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { exec } from '../../kit/probes';
import { lines, shellScript } from '../../kit/script-text';
import { SecretKeys, type SecretKeyRef } from '../../kit/secrets';
import { podAddresses, podHosts } from '../../kit/service';
import { Workload } from '../../kit/workload';
import { bytesOf } from '../../units/quantity';
import { redisAlerts } from './redis.alerts';
import { redisDashboard } from './redis.dashboard';

const namespace = 'data';
const replicas = 3;
const quorum = 2;
const uid = 999;
/** Where the servers answer, in the Services' network: three addresses from here on. */
const firstPodAddress = 11;
/** A primary that is silent this long is replaced. */
const deadAfterMilliseconds = 3000;
/** Blades that lost power together may boot this far apart. */
const bootPatienceSeconds = 120;

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
        'redis.conf': redisConf(spec),
        'sentinel.conf': sentinelConf,
        'primary.sh': primarySh(this.sentinels),
        'start-redis.sh': () => startRedisSh(this.acls),
        'start-sentinel.sh': () => startSentinelSh(this.sentinels, [...this.acls.keys()]),
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
          live: { ...exec('sh', '-c', 'redis-cli ping | grep -Eq "PONG|LOADING|MASTERDOWN"'), failureThreshold: 6 },
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
    if (consumerNamespace === namespace) return own;
    const name = `redis-${user}`;
    const copy = new SecretKeys(this, `${consumerNamespace}-${name}`, {
      namespace: consumerNamespace,
      name,
      keys: { password: { make: 'same-as', namespace, name: own.name, key: user } },
    });
    return copy.key('password');
  }
}

/** Users of Redis itself, each with what it must be able to do and no more. */
const ownUsers: Record<string, string> = {
  replica: '+psync +replconf +ping',
  sentinel:
    'allchannels +multi +exec +slaveof +ping +subscribe +publish +config|rewrite +role +info +client|setname +client|kill +script|kill',
  exporter:
    '+ping +info +config|get +client|setname +client|list +latency|histogram +latency|latest +slowlog|get +slowlog|len',
};

/** What an unknown client and the health probes may do. */
const defaultUser = 'user default on nopass resetkeys resetchannels -@all +ping +auth +hello';

/** Neither LiteLLM nor Open WebUI can be given a Sentinel user of their own choice: reading is open, the network fenced. */
const sentinelClientAcl =
  'allchannels -@all +auth +hello +ping +role +command +client|setinfo +client|setname +client|id +client|getname ' +
  '+sentinel|get-master-addr-by-name +sentinel|master +sentinel|masters +sentinel|replicas +sentinel|sentinels ' +
  '+sentinel|myid +subscribe +psubscribe';

function redisConf({ memory }: RedisSpec): string {
  const maxMemoryBytes = Math.floor((bytesOf(memory) * 3) / 4);
  return lines(
    'port 6379',
    'protected-mode no',
    'dir /data',
    'aclfile /run/redis/users.acl',
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    `maxmemory ${maxMemoryBytes}`,
    '# Sessions carry no expiry and must stay; cached answers do and may go.',
    'maxmemory-policy volatile-lru',
    'client-output-buffer-limit pubsub 32mb 8mb 60',
    'timeout 1800',
    'tcp-keepalive 60',
    '# A primary that lost its replicas stops taking writes that a failover would throw away.',
    'min-replicas-to-write 1',
    'min-replicas-max-lag 10',
    'repl-diskless-sync yes',
    'repl-diskless-sync-delay 0',
    'masteruser replica',
  );
}

const sentinelConf = lines(
  'port 26379',
  'protected-mode no',
  'dir /tmp',
  '# Servers of before 0.3 announce names until each has restarted.',
  'sentinel resolve-hostnames yes',
  'sentinel announce-hostnames yes',
  'acllog-max-len 16',
);

/**
 * What both start scripts share. `views` prints "<config-epoch> <primary>" for every Sentinel that answers, and "busy"
 * for one that is replacing the primary right now. `addressed` turns the names that a set of before 0.3 recorded into
 * addresses.
 */
function primarySh(hosts: string[]): string {
  const names = podHosts(namespace, 'redis', replicas);
  return lines(
    'case "$POD_NAME" in',
    ...hosts.map((host, ordinal) => `  redis-${ordinal}) me=${host} ;;`),
    'esac',
    `addressed() { sed ${names.map((name, ordinal) => `-e 's/${name}/${hosts[ordinal]}/'`).join(' ')}; }`,
    'password() { cat "/run/secrets/redis/$1"; }',
    'view() {',
    '  timeout 2 redis-cli -h "$1" -p 26379 sentinel master redis 2>/dev/null | sed -n \\',
    `    '/^ip$/{n;h;};/^flags$/{n;/failover_in_progress/s/.*/busy/p;};/^config-epoch$/{n;G;s/\\n/ /p;}'`,
    '}',
    `hosts='${hosts.join(' ')}'`,
    'views() {',
    '  for host in $hosts; do view "$host" & done | addressed',
    '  wait',
    '}',
  );
}

/**
 * After a power cut every Sentinel has an opinion, and one that slept through the last failover has an old one: a server
 * that believed it would lead with old data. Hence no server starts before two of the three say the same.
 */
function startRedisSh(acls: Map<string, string>): string {
  const users = [...acls].sort(([a], [b]) => (a < b ? -1 : 1));
  return shellScript(
    'umask 077',
    '. /etc/redis/primary.sh',
    'primary=',
    'while [ -z "$primary" ]; do',
    '  seen=$(views)',
    `  case "$seen" in *busy*) ;; *) primary=$(echo "$seen" | sed 's/.* //' | sort | uniq -d) ;; esac`,
    '  [ -n "$primary" ] || sleep 1',
    'done',
    'cat > /run/redis/users.acl <<END',
    defaultUser,
    ...users.map(([user, acl]) => `user ${user} on >$(password ${user}) resetkeys resetchannels -@all ${acl}`),
    'END',
    'cat > /run/redis/redis.conf <<END',
    'include /etc/redis/redis.conf',
    'masterauth $(password replica)',
    'replica-announce-ip $me',
    'END',
    'if [ "$primary" != "$me" ]; then echo "replicaof $primary 6379" >> /run/redis/redis.conf; fi',
    'exec redis-server /run/redis/redis.conf',
  );
}

/**
 * Sentinel rewrites its file: what it learned stays on the volume, what we decide is written anew at each start. The
 * newest opinion counts, its own from before included. When the last primary does not answer at the start of a Sentinel,
 * the whole rack may just have started: then it gets time to boot, since a replica that were promoted instead may lack
 * acknowledged writes.
 */
function startSentinelSh(hosts: string[], users: string[]): string {
  return shellScript(
    'umask 077',
    '. /etc/redis/primary.sh',
    'touch /data/sentinel.conf',
    'recorded() {',
    `  epoch=$(sed -n 's/^sentinel config-epoch redis //p' /data/sentinel.conf)`,
    `  sed -n "s/^sentinel monitor redis \\([^ ]*\\) .*/\${epoch:-0} \\1/p" /data/sentinel.conf | addressed`,
    '}',
    `seen=$(views | sed '/^busy$/d')`,
    `primary=$({ echo "0 ${hosts[0]}"; recorded; echo "$seen"; } | sort -n | tail -n 1 | sed 's/.* //')`,
    `dead_after=${deadAfterMilliseconds}`,
    'answers() { timeout 2 redis-cli -h "$1" ping 2>/dev/null | grep -q PONG; }',
    `if answers "$primary"; then patient=; else patient=yes dead_after=${bootPatienceSeconds * 1000}; fi`,
    `sed -n '/^sentinel \\(myid\\|config-epoch\\|leader-epoch\\|current-epoch\\|known-sentinel\\) /p' /data/sentinel.conf | addressed > /tmp/learned`,
    'cat > /data/sentinel.conf.next <<END',
    'include /etc/redis/sentinel.conf',
    'sentinel announce-ip $me',
    `sentinel monitor redis $primary 6379 ${quorum}`,
    'sentinel down-after-milliseconds redis $dead_after',
    '# An attempt that came to nothing, since the primary was back, is repeated after twice this time.',
    'sentinel failover-timeout redis 6000',
    'sentinel parallel-syncs redis 1',
    'sentinel auth-user redis sentinel',
    'sentinel auth-pass redis $(password sentinel)',
    'sentinel sentinel-user sentinel-peer',
    'sentinel sentinel-pass $(password sentinel-peer)',
    `user default on nopass ${sentinelClientAcl}`,
    'user sentinel-peer on >$(password sentinel-peer) ~* &* +@all',
    ...users
      .filter((user) => !(user in ownUsers))
      .sort()
      .map((user) => `user ${user} on >$(password ${user}) ${sentinelClientAcl}`),
    'END',
    'cat /tmp/learned >> /data/sentinel.conf.next',
    '# Known from the start: learned from the primary, they would be unknown if it died first.',
    'for host in $hosts; do',
    '  if [ "$host" != "$primary" ]; then echo "sentinel known-replica redis $host 6379" >> /data/sentinel.conf.next; fi',
    'done',
    'mv /data/sentinel.conf.next /data/sentinel.conf',
    'waiting() {',
    '  primary=$(redis-cli -p 26379 sentinel get-master-addr-by-name redis 2>/dev/null | sed -n 1p)',
    '  ! answers "${primary:-nobody}"',
    '}',
    'lose_patience() {',
    `  left=${bootPatienceSeconds}`,
    '  while [ $left -gt 0 ] && waiting; do left=$((left - 1)); sleep 1; done',
    '  export REDISCLI_AUTH="$(password sentinel-peer)"',
    `  until redis-cli -p 26379 --user sentinel-peer sentinel set redis down-after-milliseconds ${deadAfterMilliseconds} | grep -q OK; do sleep 1; done`,
    '}',
    'if [ -n "$patient" ]; then lose_patience > /dev/null 2>&1 & fi',
    'exec redis-server /data/sentinel.conf --sentinel',
  );
}
