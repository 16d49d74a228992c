import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Cluster, ClusterSpec, Database } from '../../../imports/cnpg';
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
import { SecretKeys, type SecretKeyRef, readableIn } from '../../kit/secrets';
import { serviceHost } from '../../kit/service';
import { leavesDeadBlades, tiers } from '../../kit/tiers';
import type { OffsiteBucket } from '../../rack-file/rack';
import { bytesOf } from '../../units/quantity';
import { postgresAlerts } from './postgres.alerts';
import { archived, backups, walArchiver } from './postgres.backups';
import { postgresDashboard } from './postgres.dashboard';
import { maxConnections, parameters } from './postgres.parameters';
import { type PostgresSpec, instancesOf, postgresSpec } from './postgres.spec';

const namespace = 'data';

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
  /** Databases that are declared, with their owners and extensions. */
  private readonly declared = new Map<string, { owner: SecretKeys; extensions: readonly string[] }>();
  private readonly pods: Pods<'postgresql' | 'metrics' | 'status'>;
  private readonly roles: Role[] = [];
  /** Who may open what, as pg_hba has it: `litellm litellm`. */
  private readonly admitted = new Set<string>();
  private maintainer?: SecretKeys;

  constructor(
    scope: Construct,
    private readonly props: PostgresProps,
  ) {
    super(scope, 'postgres');
    new Dashboard(this, postgresDashboard);
    const { spec, instances, operator, backups: target } = props;
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
    if (target) this.backUp(target);
    const walDiskBytes = bytesOf(spec.walDisk);
    new Alerts(this, postgresAlerts({ instances, maxConnections, walDiskBytes, hasBackups: target !== undefined }));
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
    const { owner } = this.declared.get(name) ?? this.declare(name, resource, extensions);
    const { extensions: there } = this.declared.get(name)!;
    const missing = extensions.filter((extension) => !there.includes(extension));
    if (missing.length > 0)
      throw new Error(`apps.postgres.databases.${name} lacks the extension ${missing.join(', ')}`);
    return this.opened(name, name, this.passwordIn(consumerNamespace, owner));
  }

  /** A database that the rack file names may be used by an app, too: it is declared once. */
  private declare(name: string, resource: string, extensions: readonly string[]) {
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
    const declared = { owner, extensions };
    this.declared.set(name, declared);
    return declared;
  }

  reader(database: string, consumerNamespace: string): SqlDatabase {
    const name = `${database}_reader`;
    const resource = name.replaceAll('_', '-');
    const secret = this.owner(name, resource);
    return this.opened(database, name, this.passwordIn(consumerNamespace, secret));
  }

  /** PostgreSQL's own role for it (pg_maintain) lets no row be read. Two connections: the work is one, a person another. */
  maintenance(database: string, consumerNamespace: string): SqlDatabase {
    const name = 'maintenance';
    const secret = this.maintainer ?? this.owner(name, name, { inRoles: ['pg_maintain'], connectionLimit: 2 });
    this.maintainer = secret;
    return this.opened(database, name, this.passwordIn(consumerNamespace, secret));
  }

  private opened(database: string, user: string, password: SecretKeyRef): SqlDatabase {
    this.admitted.add(`${database} ${user}`);
    return { port: this.sqlPort, host: serviceHost(namespace, `${this.props.spec.name}-rw`), database, user, password };
  }

  /** CloudNativePG's own rules, for itself and its replicas, come before these; what it would end with lets in everybody. */
  private hostRules(): string[] {
    const pairs = [...this.admitted].sort();
    return [...pairs.map((pair) => `host ${pair} all scram-sha-256`), 'host all all all reject'];
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

  private passwordIn(consumerNamespace: string, role: SecretKeys): SecretKeyRef {
    return readableIn(this, consumerNamespace, role.key('password'), { name: role.name, key: 'password' });
  }

  private clusterSpec(): ClusterSpec {
    const { spec, instances, storage, backups: target } = this.props;
    const { images } = rackContext(this);
    const storageClass = storage.nodeLocal.name;
    return {
      instances,
      imageName: imageReference(images, 'postgresql'),
      bootstrap: this.bootstrap(),
      ...(spec.restore && { externalClusters: [archived(spec.restore.from)] }),
      postgresql: {
        parameters: parameters(spec),
        pg_hba: Lazy.any({ produce: () => this.hostRules() }) as string[],
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
        tolerations: leavesDeadBlades('data'),
      },
      priorityClassName: tiers.data.priorityClass,
      inheritedMetadata: { labels: { ...tierMark.as('data'), ...pinnedMark.as('true') } },
      enableSuperuserAccess: false,
      // A single instance may be drained: nothing else could be done with its blade.
      enablePDB: instances > 1,
      primaryUpdateStrategy: 'unsupervised',
      primaryUpdateMethod: instances > 1 ? 'switchover' : 'restart',
      managed: { roles: this.roles },
      ...(target && { plugins: [walArchiver()] }),
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
    const { endpoint, region } = target;
    const destination = `s3://${target.bucket}/postgres`;
    this.sqlBackups = {
      ...{ endpoint, region, destination, serverName: spec.name, port, disk: spec.disk },
      accessKey: secret.key('ACCESS_KEY_ID'),
      secretKey: secret.key('ACCESS_SECRET_KEY'),
      databases: () => [...this.databases].sort(),
    };
    backups(this, spec, {
      ...{ namespace, destination, endpoint, region },
      key: (name) => ({ name: secret.name, key: secret.key(name).key }),
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
