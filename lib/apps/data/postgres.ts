import { atLeast, whole } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import type { ObjectStore } from '../../../imports/barman';
import type { Cluster, ClusterSpec, Database, ScheduledBackup } from '../../../imports/cnpg';
import { pinnedMark, tierMark } from '../../facts/marks';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { rackContext } from '../../kit/context';
import { optional } from '../../kit/contract';
import { Dashboard } from '../../kit/dashboards';
import { emit } from '../../kit/emit';
import { neverPruned } from '../../kit/helm-release';
import { imageReference } from '../../kit/images';
import { awayFromPinned } from '../../kit/pod-template';
import {
  NodeLocalStorage,
  PostgresOperator,
  type S3Bucket,
  S3ObjectStore,
  type SqlDatabase,
  SqlBackups,
  SqlServer,
  password,
} from '../../kit/peers';
import { Pods } from '../../kit/pods';
import { type OutsidePort, type PodPort, kubeApiServer, worldAt } from '../../kit/ports';
import { SecretKeys } from '../../kit/secrets';
import { serviceHost } from '../../kit/service';
import { sizeField } from '../../kit/size';
import { tiers } from '../../kit/tiers';
import { type OffsiteBucket, type RackSpec, workersOf } from '../../rack-file/rack';
import { bytesOf } from '../../units/quantity';
import { secondsOf } from '../../units/duration';
import { postgresAlerts } from './postgres.alerts';
import { postgresDashboard } from './postgres.dashboard';
import { clusterName, databaseName } from './postgres.names';

const namespace = 'data';
/** Three survive the loss of a blade, and take writes after it; one is what fewer blades can have. */
const counts = [1, 3];
const maxConnections = 100;
const mebibyte = 1024 * 1024;

/** Less holds no PostgreSQL: its own buffers, a hundred connections and the operator's part of the pod. */
const leastMemory = '256Mi';
/** A sixteenth of it is one WAL file; the server keeps several before it may begin to reuse them. */
const leastWalDisk = '1Gi';
const leastDisk = '1Gi';

const postgresBlock = z.strictObject({
  size: sizeField,
  name: clusterName
    .default('postgres')
    .describe('name of the cluster; a restore goes into a new one, under a new name'),
  instances: z
    .int()
    .min(1)
    .max(3)
    .refine((count) => counts.includes(count), '1 or 3: of two, the one that is left can take no writes')
    .optional()
    .describe(
      '3 survive the loss of a blade, and a commit waits for two of them; 1 is gone with its blade until that is back. Absent: 3, but for a small rack of fewer blades',
    ),
  memory: atLeast(leastMemory, 'its buffers, a hundred connections and the part of the operator')
    .default('2Gi')
    .describe('memory of each instance; a quarter becomes shared buffers'),
  disk: atLeast(leastDisk, 'an empty cluster, and room to vacuum it').default('40Gi').describe('data of each instance'),
  walDisk: atLeast(leastWalDisk, 'a sixteenth of it is one WAL file')
    .default('36Gi')
    .describe(
      'write-ahead log of each instance, on a volume of its own; a segment of 16 MiB every five minutes is 4.5 GiB a day, so 36Gi hold a week of it while the bucket of the backups is away',
    ),
  keepBackups: whole('days', 'barman counts days').default('30d').describe('how far back a restore can go'),
  databases: z
    .record(
      databaseName,
      z.strictObject({
        extensions: z
          .array(z.enum(['vector']))
          .refine((names) => new Set(names).size === names.length, 'an extension is named twice')
          .default([])
          .describe('extensions to create'),
      }),
    )
    .default({ rag: { extensions: ['vector'] } })
    .describe('databases beside those that apps declare, each with an owner of the same name'),
  restore: z
    .strictObject({
      from: clusterName.describe('name of the cluster whose backups are read'),
      until: z.iso
        .datetime({ offset: true })
        .optional()
        .describe('moment to go back to; absent: as far as the log goes'),
    })
    .optional()
    .describe('fill the new cluster from the backups of another'),
});

/** A cluster that recovers from the archive that it would write to finds it not empty, and stops. */
export const postgresSpec = postgresBlock.refine(({ name, restore }) => restore?.from !== name, {
  path: ['restore', 'from'],
  error: 'restore.from is the cluster itself',
  params: {
    detail:
      'it would read the archive that it must write to, and stop: give the new cluster another name, such as name: postgres-2',
  },
});

type PostgresSpec = z.infer<typeof postgresSpec>;

/** What the block says, or what the blades allow. */
function instancesOf({ size, instances }: PostgresSpec, rack: Pick<RackSpec, 'blades'>): number {
  return instances ?? (size === 'small' && workersOf(rack).length < 3 ? 1 : 3);
}

export const postgres = app({
  name: 'postgres',
  area: 'data',
  summary: 'PostgreSQL 18 with pgvector: three instances, a commit waits for two',
  spec: postgresSpec,
  small: { memory: '512Mi', disk: '10Gi', walDisk: '36Gi' },
  needs: { storage: NodeLocalStorage, operator: PostgresOperator, objects: optional(S3ObjectStore) },
  offers: [SqlServer, SqlBackups],
  namespaces: { [namespace]: 'restricted' },
  asks: (spec, rack) => {
    const { disk, walDisk } = spec;
    const instances = instancesOf(spec, rack);
    return {
      bladesEach: instances,
      volumes: [{ what: 'PostgreSQL', bytes: bytesOf(disk) + bytesOf(walDisk), copies: instances }],
    };
  },
  states: (spec, rack) => ({
    wholeWhen: [
      {
        namespace,
        object: `cluster.postgresql.cnpg.io/${spec.name}`,
        for: `jsonpath={.status.readyInstances}=${instancesOf(spec, rack)}`,
      },
    ],
  }),
  build: (scope, { spec, rack, storage, operator, objects }) => {
    const backups = rack.backups.offsite ?? objects?.bucket('postgres-backups', namespace);
    return new Postgres(scope, { spec, instances: instancesOf(spec, rack), storage, operator, backups });
  },
});

interface PostgresProps {
  spec: PostgresSpec;
  /** 3, or 1. */
  instances: number;
  storage: NodeLocalStorage;
  operator: PostgresOperator;
  /** Off-site bucket, or one inside the rack, or none: then there is no backup at all. */
  backups?: OffsiteBucket | S3Bucket;
}

type Role = NonNullable<NonNullable<ClusterSpec['managed']>['roles']>[number];

/**
 * Three instances on three blades, or one. A commit is acknowledged when two have it on disk, and only an instance that has
 * every acknowledged commit may become primary (failover quorum), so that losing a blade loses nothing. Replication is
 * the database's own, hence volumes of one copy on the blade itself.
 */
export class Postgres extends Construct implements SqlServer, SqlBackups {
  sqlBackups?: SqlBackups['sqlBackups'];
  private readonly databases: string[] = [];
  private readonly pods: Pods<'postgresql' | 'metrics' | 'status'>;
  private readonly roles: Role[] = [];
  private maintainer?: SecretKeys;

  constructor(
    scope: Construct,
    private readonly props: PostgresProps,
  ) {
    super(scope, 'postgres');
    new Dashboard(this, postgresDashboard);
    const { spec, instances, operator, backups } = props;
    this.pods = new Pods(this, 'pods', {
      namespace,
      name: spec.name,
      id: `${namespace}/Cluster/${spec.name}`,
      labels: { 'cnpg.io/cluster': spec.name },
      ports: { postgresql: { port: 5432 }, metrics: { port: 9187 }, status: { port: 8000 } },
    });
    this.pods.exposesMetrics('metrics', {
      exporter: 'postgresql',
      targets: instances,
      drop: {
        names: ['cnpg_pg_settings_setting', 'go_.*'],
        reason: 'more than three hundred settings per instance, which stand in git',
      },
    });
    this.pods.connectsTo(this.sqlPort, this.pods.ports.status, kubeApiServer);
    operator.operatorPods.connectsTo(this.sqlPort, this.pods.ports.status);
    if (backups) this.backUp(backups);
    const walDiskBytes = bytesOf(spec.walDisk);
    new Alerts(this, postgresAlerts({ instances, maxConnections, walDiskBytes, hasBackups: backups !== undefined }));
    emit<Cluster>(this, 'cluster', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: spec.name, namespace, annotations: neverPruned },
      spec: this.clusterSpec(),
    });
    for (const [name, { extensions }] of Object.entries(spec.databases)) this.database(name, namespace, { extensions });
  }

  database(name: string, consumerNamespace: string, { extensions = [] }: { extensions?: string[] } = {}): SqlDatabase {
    const resource = name.replaceAll('_', '-');
    const owner = this.owner(name, resource);
    this.databases.push(name);
    emit<Database>(this, `database-${name}`, {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Database',
      metadata: { name: `${this.props.spec.name}-${resource}`, namespace, annotations: neverPruned },
      spec: {
        cluster: { name: this.props.spec.name },
        name,
        owner: name,
        // The database outlives its declaration: dropping it is a deliberate act with psql.
        databaseReclaimPolicy: 'retain',
        ...(extensions.length > 0 && { extensions: extensions.map((extension) => ({ name: extension })) }),
      },
    });
    return {
      port: this.sqlPort,
      host: serviceHost(namespace, `${this.props.spec.name}-rw`),
      database: name,
      user: name,
      password:
        consumerNamespace === namespace ? owner.key('password') : this.copyFor(consumerNamespace, owner, resource),
    };
  }

  /** PostgreSQL's own role for it (pg_maintain) lets no row be read. Two connections: the work is one, a person another. */
  maintenance(database: string, consumerNamespace: string): SqlDatabase {
    const name = 'maintenance';
    const secret = this.maintainer ?? this.owner(name, name, { inRoles: ['pg_maintain'], connectionLimit: 2 });
    this.maintainer = secret;
    return {
      port: this.sqlPort,
      host: serviceHost(namespace, `${this.props.spec.name}-rw`),
      database,
      user: name,
      password:
        consumerNamespace === namespace ? secret.key('password') : this.copyFor(consumerNamespace, secret, name),
    };
  }

  private get sqlPort(): PodPort {
    return this.pods.ports.postgresql;
  }

  /** A role, such as the owner of a database, and the Secret that the operator reads its password from. */
  private owner(name: string, resource: string, more: Partial<Role> = {}): SecretKeys {
    const secret = new SecretKeys(this, `role-${name}`, {
      namespace,
      name: `postgres-${resource}`,
      type: 'kubernetes.io/basic-auth',
      labels: { 'cnpg.io/reload': 'true' },
      keys: { username: { make: 'literal', value: name }, password },
    });
    this.roles.push({ name, ensure: 'present', login: true, ...more, passwordSecret: { name: secret.name } });
    return secret;
  }

  private copyFor(consumerNamespace: string, owner: SecretKeys, resource: string) {
    const copy = new SecretKeys(this, `${consumerNamespace}-${resource}`, {
      namespace: consumerNamespace,
      name: `postgres-${resource}`,
      keys: { password: { make: 'same-as', namespace, name: owner.name, key: 'password' } },
    });
    return copy.key('password');
  }

  private clusterSpec(): ClusterSpec {
    const { spec, instances, storage, backups } = this.props;
    const { images } = rackContext(this);
    const storageClass = storage.nodeLocal.name;
    return {
      instances,
      imageName: imageReference(images, 'postgresql'),
      bootstrap: this.bootstrap(),
      ...(spec.restore && { externalClusters: [archived(spec.restore.from)] }),
      postgresql: {
        parameters: parameters(spec),
        ...(instances > 1 && {
          synchronous: { method: 'any' as const, number: 1, dataDurability: 'required' as const, failoverQuorum: true },
        }),
        extensions: [{ name: 'pgvector', image: { reference: imageReference(images, 'pgvector') } }],
      },
      storage: { storageClass, size: spec.disk },
      walStorage: { storageClass, size: spec.walDisk },
      resources: {
        requests: { cpu: spec.size === 'small' ? '250m' : '500m', memory: spec.memory },
        limits: { memory: spec.memory },
      },
      affinity: {
        enablePodAntiAffinity: true,
        podAntiAffinityType: 'required',
        additionalPodAntiAffinity: awayFromPinned,
        topologyKey: 'kubernetes.io/hostname',
        tolerations: ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].map((key) => ({
          key,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: Number(tiers.data.tolerationSeconds),
        })),
      },
      priorityClassName: tiers.data.priorityClass,
      inheritedMetadata: { labels: { ...tierMark.as('data'), ...pinnedMark.as('true') } },
      enableSuperuserAccess: false,
      // A single instance may be drained: nothing else could be done with its blade.
      enablePDB: instances > 1,
      primaryUpdateStrategy: 'unsupervised',
      primaryUpdateMethod: instances > 1 ? 'switchover' : 'restart',
      managed: { roles: this.roles },
      ...(backups && { plugins: [{ name: plugin, isWALArchiver: true, parameters: { barmanObjectName: storeName } }] }),
    };
  }

  private bootstrap(): ClusterSpec['bootstrap'] {
    const { restore } = this.props.spec;
    if (!restore) return { initdb: { dataChecksums: true, encoding: 'UTF8' } };
    return {
      recovery: { source: restore.from, ...(restore.until && { recoveryTarget: { targetTime: restore.until } }) },
    };
  }

  private backUp(target: OffsiteBucket | S3Bucket): void {
    const { spec } = this.props;
    const { secret, port } = 'secret' in target ? target : this.offsite(target);
    this.pods.connectsTo(port);
    const key = (name: string) => ({ name: secret.name, key: secret.key(name).key });
    const { endpoint, region } = target;
    const destination = `s3://${target.bucket}/postgres`;
    this.sqlBackups = {
      ...{ endpoint, region, destination, serverName: spec.name, port, disk: spec.disk },
      accessKey: secret.key('ACCESS_KEY_ID'),
      secretKey: secret.key('ACCESS_SECRET_KEY'),
      databases: () => [...this.databases].sort(),
    };
    emit<ObjectStore>(this, 'object-store', {
      apiVersion: 'barmancloud.cnpg.io/v1',
      kind: 'ObjectStore',
      metadata: { name: storeName, namespace, annotations: neverPruned },
      spec: {
        configuration: {
          destinationPath: destination,
          endpointURL: endpoint,
          s3Credentials: { accessKeyId: key('ACCESS_KEY_ID'), secretAccessKey: key('ACCESS_SECRET_KEY') },
          wal: { compression: 'gzip', maxParallel: 2 },
          // One upload at a time: each holds its part in memory, and barman's own default is two.
          data: { compression: 'gzip', jobs: 1 },
        },
        retentionPolicy: `${Math.ceil(secondsOf(spec.keepBackups) / 86_400)}d`,
        instanceSidecarConfiguration: {
          env: barmanEnv(target.region),
          // The same block serves a restore, which was seen to die at 512Mi (siutsin/otaru#2728) and lived with 1Gi.
          // Between backups it takes an eighth of that.
          resources: {
            requests: { cpu: '50m', memory: spec.size === 'small' ? '128Mi' : '512Mi' },
            limits: { memory: '1Gi' },
          },
        },
      },
    });
    emit<ScheduledBackup>(this, 'scheduled-backup', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'ScheduledBackup',
      metadata: { name: `${spec.name}-nightly`, namespace, annotations: neverPruned },
      spec: {
        cluster: { name: spec.name },
        // Six fields, seconds first: 02:15 every night.
        schedule: '0 15 2 * * *',
        immediate: true,
        backupOwnerReference: 'none',
        method: 'plugin',
        pluginConfiguration: { name: plugin },
        target: 'prefer-standby',
      },
    });
  }

  private offsite({ endpoint }: OffsiteBucket): { secret: SecretKeys; port: OutsidePort } {
    const hint = (what: string) => ({ make: 'ask' as const, hint: `${what} of the off-site bucket at ${endpoint}` });
    const secret = new SecretKeys(this, 'offsite', {
      namespace,
      name: 'postgres-offsite',
      keys: { ACCESS_KEY_ID: hint('access key id'), ACCESS_SECRET_KEY: hint('secret key') },
    });
    return { secret, port: worldAt(endpoint) };
  }
}

const plugin = 'barman-cloud.cloudnative-pg.io';
const storeName = 'postgres-backups';

/**
 * boto3 signs a checksum into every upload unless told otherwise, and several S3 services refuse it (Backblaze, Google,
 * Ceph). A region must always be there to sign with; S3 services other than AWS take any.
 */
export function barmanEnv(region: string): { name: string; value: string }[] {
  return [
    { name: 'AWS_DEFAULT_REGION', value: region },
    { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
    { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
  ];
}

/** The backups of another cluster in the same store, as the source of a restore. */
function archived(name: string): NonNullable<ClusterSpec['externalClusters']>[number] {
  return { name, plugin: { name: plugin, parameters: { barmanObjectName: storeName, serverName: name } } };
}

/** Sizes follow memory by PostgreSQL's own rules of thumb; the rest is for NVMe and for vector indexes. */
function parameters({ memory, walDisk }: PostgresSpec): Record<string, string> {
  const share = (bytes: number, part: number) => `${Math.floor((bytes * part) / mebibyte)}MB`;
  return {
    max_connections: String(maxConnections),
    shared_buffers: share(bytesOf(memory), 0.25),
    effective_cache_size: share(bytesOf(memory), 0.5),
    maintenance_work_mem: share(bytesOf(memory), 0.125),
    work_mem: '8MB',
    // Replayed after a crash, so not more than a CM4 replays in a minute or two, however large the disk is.
    max_wal_size: share(Math.min(bytesOf(walDisk), 8 * 1024 * mebibyte), 0.25),
    // Replication slots must not fill the disk while a blade is away.
    max_slot_wal_keep_size: share(bytesOf(walDisk), 0.5),
    wal_compression: 'lz4',
    random_page_cost: '1.1',
    max_parallel_maintenance_workers: '2',
    log_min_duration_statement: '1000',
  };
}
