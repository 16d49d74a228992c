type Fields = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- fields of any depth

/** What a person, or a change of ours, could get wrong in a way that the schema of the kind allows. */
export interface Slip {
  what: string;
  object: string;
  slip: (object: Fields) => void;
  /** Part of what the webhook says. */
  refusal: string;
}

const cluster = (what: string, slip: (spec: Fields) => void, refusal: string): Slip => ({
  what,
  object: 'data/Cluster/postgres',
  slip: ({ spec }) => slip(spec),
  refusal,
});

const certificate = (what: string, slip: (spec: Fields) => void, refusal: string): Slip => ({
  what,
  object: 'monitoring/Certificate/blackbox-exporter',
  slip: ({ spec }) => slip(spec),
  refusal,
});

const issuer = (what: string, slip: (spec: Fields) => void, refusal: string): Slip => ({
  what,
  object: 'ClusterIssuer/rack-ca',
  slip: ({ spec }) => slip(spec),
  refusal,
});

const backup = (what: string, slip: (spec: Fields) => void, refusal: string): Slip => ({
  what,
  object: 'longhorn-system/RecurringJob/backup',
  slip: ({ spec }) => slip(spec),
  refusal,
});

const setting = (what: string, name: string, slip: (setting: Fields) => void, refusal: string): Slip => ({
  what,
  object: `longhorn-system/Setting/${name}`,
  slip,
  refusal,
});

export const slips: readonly Slip[] = [
  cluster('a disk size that is none', (spec) => (spec.storage.size = '40 GB'), 'spec.storage.size'),
  cluster('a log size that is none', (spec) => (spec.walStorage.size = 'plenty'), 'spec.walStorage.size'),
  cluster(
    'an image without version',
    (spec) => (spec.imageName = 'ghcr.io/cloudnative-pg/postgresql'),
    'spec.imageName',
  ),
  cluster('the tag latest', (spec) => (spec.imageName = 'ghcr.io/cloudnative-pg/postgresql:latest'), 'spec.imageName'),
  cluster('more memory asked for than allowed', (spec) => (spec.resources.requests.memory = '4Gi'), 'spec.resources'),
  cluster(
    'shared buffers beyond the memory',
    (spec) => (spec.postgresql.parameters.shared_buffers = '4GB'),
    'shared_buffers',
  ),
  cluster('a parameter that the operator sets', (spec) => (spec.postgresql.parameters.port = '5433'), 'port'),
  cluster(
    'a log of the smallest kind with standbys',
    (spec) => (spec.postgresql.parameters.wal_level = 'minimal'),
    'wal_level',
  ),
  cluster('a WAL limit beyond its volume', (spec) => (spec.postgresql.parameters.max_wal_size = '9GB'), 'max_wal_size'),
  cluster(
    'as many synchronous standbys as instances',
    (spec) => (spec.postgresql.synchronous.number = 3),
    'synchronous',
  ),
  cluster('two ways to begin', (spec) => (spec.bootstrap.recovery = { source: 'postgres' }), 'bootstrap'),
  cluster('a restore from nowhere', (spec) => (spec.bootstrap = { recovery: { source: 'nowhere' } }), 'nowhere'),
  cluster(
    'two moments to go back to',
    (spec) => {
      spec.externalClusters = [{ name: 'old', plugin: { name: 'barman-cloud.cloudnative-pg.io' } }];
      const recoveryTarget = { targetTime: '2026-11-20T14:05:00Z', targetXID: '7' };
      spec.bootstrap = { recovery: { source: 'old', recoveryTarget } };
    },
    'recoveryTarget',
  ),
  cluster(
    'a moment that is no time',
    (spec) => {
      spec.externalClusters = [{ name: 'old', plugin: { name: 'barman-cloud.cloudnative-pg.io' } }];
      spec.bootstrap = { recovery: { source: 'old', recoveryTarget: { targetTime: 'yesterday' } } };
    },
    'TargetTime',
  ),
  cluster('a role twice', (spec) => spec.managed.roles.push({ ...spec.managed.roles[0] }), 'managed'),
  cluster('a role of the operator', (spec) => (spec.managed.roles[0].name = 'streaming_replica'), 'managed'),
  cluster('an extension twice', (spec) => spec.postgresql.extensions.push(spec.postgresql.extensions[0]), 'extensions'),
  cluster(
    'anti-affinity of no kind',
    (spec) => (spec.affinity.podAntiAffinityType = 'sometimes'),
    'podAntiAffinityType',
  ),
  cluster(
    'a toleration without key that must equal',
    (spec) => spec.affinity.tolerations.push({ operator: 'Equal', value: 'x' }),
    'toleration',
  ),
  {
    what: 'a schedule in words',
    object: 'data/ScheduledBackup/postgres-nightly',
    slip: ({ spec }) => (spec.schedule = 'every night'),
    refusal: 'schedule',
  },
  {
    what: 'an extension of a database twice',
    object: 'data/Database/postgres-rag',
    slip: ({ spec }) => spec.extensions.push({ ...spec.extensions[0] }),
    refusal: 'extensions',
  },
  certificate('a certificate without any name', (spec) => delete spec.dnsNames, 'at least one'),
  certificate(
    'a certificate renewed after its end',
    (spec) => Object.assign(spec, { duration: '2160h', renewBefore: '2200h' }),
    'renewBefore',
  ),
  certificate('a certificate for an hour', (spec) => (spec.duration = '30m'), 'duration'),
  certificate(
    'an elliptic key of 2048 bits',
    (spec) => (spec.privateKey = { algorithm: 'ECDSA', size: 2048 }),
    'privateKey',
  ),
  certificate('an issuer without name', (spec) => (spec.issuerRef.name = ''), 'issuerRef'),
  certificate('an issuer of an unknown kind', (spec) => (spec.issuerRef.kind = 'RackIssuer'), 'issuerRef'),
  certificate('an address that is none', (spec) => (spec.ipAddresses = ['192.168.1.300']), 'ipAddresses'),
  issuer('an authority that is two', (spec) => (spec.selfSigned = {}), 'more than one issuer type'),
  issuer('an authority that is none', (spec) => delete spec.ca, 'at least one issuer'),
  issuer('an authority without a key', (spec) => (spec.ca.secretName = ''), 'secretName'),
  backup('more backups than Longhorn keeps', (spec) => (spec.retain = 251), 'retain'),
  backup('a job at the twenty-fifth hour', (spec) => (spec.cron = '40 25 * * *'), 'cron'),
  backup('a job that Longhorn does not know', (spec) => (spec.task = 'backups'), 'task'),
  setting(
    'a setting that Longhorn does not know',
    'node-drain-policy',
    ({ metadata }) => (metadata.name = 'node-drain-policies'),
    'not supported',
  ),
  setting('a drain policy that is none', 'node-drain-policy', (one) => (one.value = 'allow'), 'node-drain-policy'),
  setting('a count in words', 'backup-concurrent-limit', (one) => (one.value = 'one'), 'backup-concurrent-limit'),
  setting(
    'a percentage above what there is',
    'storage-minimal-available-percentage',
    (one) => (one.value = '125'),
    'storage-minimal-available-percentage',
  ),
  setting('a priority class that nobody made', 'priority-class', (one) => (one.value = 'critical'), 'priority class'),
];
