import { atLeast, whole } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import {
  type BucketOptions,
  type DocumentAccess,
  NodeLocalStorage,
  S3ObjectStore,
  type S3Bucket,
  password,
} from '../../kit/peers';
import type { PodPort } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { SecretKeys, sameAs } from '../../kit/secrets';
import { headlessHost, serviceHost } from '../../kit/service';
import { Workload } from '../../kit/workload';
import { secondsOf } from '../../units/duration';
import { dnsLabel } from '../../units/fields';
import { bytesOf } from '../../units/quantity';
import { minioAlerts } from './minio.alerts';
import { minioDashboard } from './minio.dashboard';
import { type BucketWanted, type DocumentUser, setupSh } from './minio.scripts';

const namespace = 'data';
const day = 86_400;
/** Four servers with one disk each: stripes of four with two parity shards. Reads survive two lost servers, writes one. */
const servers = 4;

/** Buckets and users that apps declare, and names of the store's own. */
const ofOthers = [
  ...['models', 'open-webui', 'tempo', 'grafana'],
  ...['root', 'minio', 'console', 'documents-read', 'documents-write'],
];

export const minioSpec = z.strictObject({
  memory: atLeast('512Mi', 'each request takes buffers of a megabyte a drive')
    .default('1Gi')
    .describe('memory of each of the four servers'),
  disk: atLeast('1Gi', 'the store refuses drives that are smaller')
    .default('200Gi')
    .describe('disk of each of the four servers; half of the sum can be used'),
  buckets: z
    .record(
      dnsLabel.refine((name) => !ofOthers.includes(name), 'belongs to an app of the rack, or to the store itself'),
      z.strictObject({
        expireDays: z.int().min(1).optional().describe('days after which objects go'),
        ofPeople: z
          .boolean()
          .default(true)
          .describe('whether what lies there is kept for a while when it is deleted, and copied off the rack'),
      }),
    )
    .default({ rag: { ofPeople: true } })
    .describe('buckets beside those that apps declare, each with a user of the same name'),
  keepDeleted: whole('days', 'the store counts days')
    .default('30d')
    .describe('how long a document of people stays in the store after it was deleted or overwritten'),
});

type MinioSpec = z.infer<typeof minioSpec>;

export const minio = app({
  name: 'minio',
  area: 'data',
  summary: 'S3 object store: four servers, erasure-coded, the maintained fork of MinIO',
  spec: minioSpec,
  needs: { storage: NodeLocalStorage },
  offers: [S3ObjectStore],
  namespaces: { [namespace]: 'restricted' },
  asks: ({ disk }) => ({
    bladesEach: servers,
    volumes: [{ what: 'object store', bytes: bytesOf(disk), copies: servers }],
  }),
  build: (scope, { spec, storage }) => new Minio(scope, spec, storage),
});

/**
 * Four servers on four blades. Volumes have one copy each, since erasure coding already survives the blade: three
 * copies below it would store every object six times. Buckets, users and policies are made by a Job that may run again.
 */
export class Minio extends Construct implements S3ObjectStore {
  private readonly port: PodPort;
  private readonly root: SecretKeys;
  private readonly users: SecretKeys;
  private readonly buckets = new Map<string, BucketWanted>();
  private readonly documentUsers: DocumentUser[] = [];

  constructor(
    scope: Construct,
    private readonly spec: MinioSpec,
    { nodeLocal }: NodeLocalStorage,
  ) {
    super(scope, 'minio');
    new Dashboard(this, minioDashboard);
    const keys = { user: { make: 'literal' as const, value: 'root' }, password };
    const cautions = {
      password:
        'servers with different root passwords refuse one another, so a roll stops the store; see npx rackwright runbook minio#change-the-root-password',
    };
    this.root = new SecretKeys(this, 'root', { namespace, name: 'minio-root', keys, cautions });
    this.users = new SecretKeys(this, 'users', { namespace, name: 'minio-users', keys: {} });
    const set = new Workload(this, {
      kind: 'StatefulSet',
      namespace,
      name: 'minio',
      tier: 'data',
      replicas: servers,
      quorum: servers - 1,
      spread: 'one-per-node',
      // A server waits for the others, so they must be found and started together.
      podManagementPolicy: 'Parallel',
      publishNotReadyAddresses: true,
      user: { uid: 1000, gid: 1000 },
      claims: { data: nodeLocal.claim(spec.disk) },
      alerts: minioAlerts(servers, servers - 1),
      containers: {
        minio: {
          image: 'minio',
          args: [
            'server',
            `http://minio-{0...${servers - 1}}.${headlessHost(namespace, 'minio')}:9000/data`,
            '--console-address',
            ':9001',
          ],
          env: {
            MINIO_ROOT_USER: this.root.key('user'),
            MINIO_ROOT_PASSWORD: this.root.key('password'),
            MINIO_PROMETHEUS_AUTH_TYPE: 'public',
            MINIO_UPDATE: 'off',
            HOME: '/tmp',
          },
          // HTTP, but not for Envoy: gigabytes would pass through it, and what it tidies in a path breaks signatures.
          ports: { s3: 9000, console: 9001 },
          scrape: { port: 's3', path: '/minio/v2/metrics/cluster' },
          cpu: '250m',
          memory: spec.memory,
          mounts: { '/data': 'data' },
          scratch: { '/tmp': '64Mi' },
          ready: httpGet('/minio/health/ready', 's3'),
          live: httpGet('/minio/health/live', 's3', { failureThreshold: 6 }),
          startup: httpGet('/minio/health/live', 's3'),
        },
      },
    });
    this.port = set.ports.s3;
    set.pods.exposesMetrics('s3', {
      part: 'buckets',
      path: '/minio/v2/metrics/bucket',
      exporter: 'minio-buckets',
      targets: servers,
      keep: {
        names: ['minio_bucket_(usage|requests|objects|traffic)_.*'],
        reason: 'every server answers for all buckets, so each series costs four',
      },
    });
    set.connectsTo(this.port); // stripes go from server to server
    for (const [name, options] of Object.entries(spec.buckets)) this.bucket(name, namespace, options);
    this.setup();
  }

  bucket(name: string, consumerNamespace: string, options: BucketOptions = {}): S3Bucket {
    // What the rack file says of a bucket stands, also for other users.
    this.buckets.set(name, { name, ...options, ...this.buckets.get(name) });
    const secret = this.user(name, consumerNamespace);
    return { ...this.reachedWith(secret), bucket: name, secret };
  }

  documents(user: string, consumerNamespace: string, access: 'read' | 'write'): DocumentAccess {
    this.documentUsers.push({ name: user, access });
    return {
      ...this.reachedWith(this.user(user, consumerNamespace)),
      provider: 'Minio',
      buckets: () => this.bucketsOfPeople(),
    };
  }

  private bucketsOfPeople(): string[] {
    const ofPeople = [...this.buckets.values()].filter((bucket) => bucket.ofPeople === true);
    return ofPeople.map(({ name }) => name).sort();
  }

  private user(name: string, consumerNamespace: string): SecretKeys {
    const own = this.users.add(name, password);
    return new SecretKeys(this, `${consumerNamespace}-${name}`, {
      namespace: consumerNamespace,
      name: `minio-${name}`,
      keys: {
        ACCESS_KEY_ID: { make: 'literal', value: name },
        ACCESS_SECRET_KEY: sameAs(own),
      },
    });
  }

  private reachedWith(secret: SecretKeys): Omit<S3Bucket, 'bucket' | 'secret'> {
    return {
      port: this.port,
      endpoint,
      region: 'us-east-1',
      accessKey: secret.key('ACCESS_KEY_ID'),
      secretKey: secret.key('ACCESS_SECRET_KEY'),
    };
  }

  private setup(): void {
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'minio-setup',
      tier: 'batch',
      user: { uid: 1000, gid: 1000 },
      config: {
        'setup.sh': () =>
          setupSh({
            buckets: [...this.buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
            users: this.documentUsers,
            ofPeople: this.bucketsOfPeople(),
            keepDeletedDays: Math.ceil(secondsOf(this.spec.keepDeleted) / day),
          }),
      },
      containers: {
        mc: {
          image: 'minio-client',
          command: ['sh', '/etc/minio-setup/setup.sh'],
          env: {
            MC_CONFIG_DIR: '/tmp/mc',
            ROOT_USER: this.root.key('user'),
            ROOT_PASSWORD: this.root.key('password'),
            MC_HOST_rack: `http://$(ROOT_USER):$(ROOT_PASSWORD)@${serviceHost(namespace, 'minio')}:9000`,
          },
          cpu: '50m',
          // `mc admin` derives keys by Argon2 with 64 MiB at a time; attaching a policy was seen to take 158 MiB.
          memory: '256Mi',
          mounts: { '/run/secrets/minio': this.users },
          scratch: { '/tmp': '16Mi' },
        },
      },
    });
    job.connectsTo(this.port);
  }
}

const endpoint = `http://${serviceHost(namespace, 'minio')}:9000`;
