import { lines, shellScript } from '../../kit/script-text';
import { bytesOf } from '../../units/quantity';

/** A primary that is silent this long is replaced. */
const deadAfterMilliseconds = 3000;
/** Blades that lost power together may boot this far apart. */
const bootPatienceSeconds = 120;

/** Users of Redis itself, each with what it must be able to do and no more. */
export const ownUsers: Record<string, string> = {
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

export function redisConf(memory: string): string {
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
    '# With a full volume a primary refuses writes. A replica would end itself, and hang while it says so.',
    'replica-ignore-disk-write-errors yes',
    'masteruser replica',
  );
}

export const sentinelConf = lines(
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
 * for one that is replacing the primary right now. `addressed` turns `names`, which a set of before 0.3 recorded, into
 * addresses.
 */
export function primarySh(hosts: string[], names: string[]): string {
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
export function startRedisSh(acls: Map<string, string>): string {
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
export function startSentinelSh(hosts: string[], quorum: number, users: string[]): string {
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
