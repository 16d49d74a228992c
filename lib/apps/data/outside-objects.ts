import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { type BucketOptions, type DocumentAccess, S3ObjectStore, type S3Bucket } from '../../kit/peers';
import { type OutsidePort, worldAt } from '../../kit/ports';
import { rcloneEnv, s3Remote } from '../../kit/rclone';
import { shellScript } from '../../kit/script-text';
import { SecretKeys, sameAs } from '../../kit/secrets';
import { Workload } from '../../kit/workload';
import type { OutsideObjects as Stated } from '../../rack-file/rack';

const namespace = 'data';
const name = 'outside-objects';

export const outsideObjects = app({
  name,
  area: 'data',
  summary: 'S3 object store outside the rack: its buckets and the account that opens them',
  spec: z.strictObject({}),
  section: 'objects',
  offers: [S3ObjectStore],
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { rack }) => new OutsideObjects(scope, rack.objects as Stated),
});

/**
 * One account for all buckets: most stores of a home know no other. What it may do is decided where the store stands. The
 * Job makes the buckets that are missing, and has the store keep old versions of people's documents where it can.
 */
export class OutsideObjects extends Construct implements S3ObjectStore {
  private readonly port: OutsidePort;
  private readonly account: SecretKeys;
  private readonly copies = new Map<string, SecretKeys>();
  private readonly buckets = new Map<string, BucketOptions>();

  constructor(
    scope: Construct,
    private readonly store: Stated,
  ) {
    super(scope, name);
    this.port = worldAt(store.endpoint);
    const hint = (what: string) => ({ make: 'ask' as const, hint: `${what} of the object store at ${store.endpoint}` });
    this.account = new SecretKeys(this, 'account', {
      namespace,
      name,
      keys: { ACCESS_KEY_ID: hint('access key id'), ACCESS_SECRET_KEY: hint('secret key') },
    });
    this.setup();
  }

  bucket(wanted: string, consumerNamespace: string, options: BucketOptions = {}): S3Bucket {
    const bucket = `${this.store.prefix}-${wanted}`;
    this.buckets.set(bucket, options);
    const secret = this.accountIn(consumerNamespace);
    return { ...this.reachedWith(secret), bucket, secret };
  }

  documents(_user: string, consumerNamespace: string): DocumentAccess {
    return {
      ...this.reachedWith(this.accountIn(consumerNamespace)),
      provider: 'Other',
      buckets: () => this.bucketsOf(({ ofPeople }) => ofPeople === true),
    };
  }

  private bucketsOf(which: (options: BucketOptions) => boolean): string[] {
    return [...this.buckets].flatMap(([bucket, options]) => (which(options) ? [bucket] : [])).sort();
  }

  private reachedWith(secret: SecretKeys): Omit<S3Bucket, 'bucket' | 'secret'> {
    return {
      port: this.port,
      endpoint: this.store.endpoint,
      region: this.store.region,
      accessKey: secret.key('ACCESS_KEY_ID'),
      secretKey: secret.key('ACCESS_SECRET_KEY'),
    };
  }

  private accountIn(consumerNamespace: string): SecretKeys {
    if (consumerNamespace === namespace) return this.account;
    const copied = (key: string) => sameAs(this.account.key(key));
    const copy =
      this.copies.get(consumerNamespace) ??
      new SecretKeys(this, consumerNamespace, {
        namespace: consumerNamespace,
        name,
        keys: { ACCESS_KEY_ID: copied('ACCESS_KEY_ID'), ACCESS_SECRET_KEY: copied('ACCESS_SECRET_KEY') },
      });
    this.copies.set(consumerNamespace, copy);
    return copy;
  }

  private setup(): void {
    const job = new Workload(this, {
      kind: 'Job',
      namespace,
      name: 'outside-objects-setup',
      tier: 'batch',
      user: { uid: 10_001, gid: 10_001 },
      config: {
        'setup.sh': () =>
          setupSh(
            this.bucketsOf(() => true),
            this.bucketsOf(({ ofPeople }) => ofPeople === true),
          ),
      },
      containers: {
        rclone: {
          image: 'rclone',
          command: ['sh', '/etc/outside-objects-setup/setup.sh'],
          env: {
            ...rcloneEnv,
            ...s3Remote('STORE', { ...this.store, provider: 'Other' }),
            RCLONE_CONFIG_STORE_NO_CHECK_BUCKET: 'false',
            RCLONE_CONFIG_STORE_ACCESS_KEY_ID: this.account.key('ACCESS_KEY_ID'),
            RCLONE_CONFIG_STORE_SECRET_ACCESS_KEY: this.account.key('ACCESS_SECRET_KEY'),
          },
          cpu: '50m',
          memory: '128Mi',
          scratch: { '/tmp': '16Mi' },
        },
      },
    });
    job.connectsTo(this.port);
  }
}

/** Every step may run again. A store that is away is waited for; one that keeps no versions is said to. */
function setupSh(all: readonly string[], ofPeople: readonly string[]): string {
  return shellScript(
    'failed=',
    'make() { rclone mkdir "store:$1" || { echo "$1 is not there, and this account may not make it"; failed=yes; }; }',
    'keep() {',
    '  rclone backend versioning "store:$1" Enabled > /dev/null ||',
    '    echo "the store keeps no old versions of $1: what is deleted there is gone"',
    '}',
    ...all.map((bucket) => `make ${bucket}`),
    ...ofPeople.map((bucket) => `keep ${bucket}`),
    '[ -z "$failed" ]',
  );
}
