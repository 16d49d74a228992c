import type { BucketOptions } from '../../kit/peers';
import { shellScript } from '../../kit/script-text';

export interface BucketWanted extends BucketOptions {
  name: string;
}

/** A user over all buckets of people. */
export interface DocumentUser {
  name: string;
  access: 'read' | 'write';
}

interface Setup {
  buckets: BucketWanted[];
  users: DocumentUser[];
  /** Names of the buckets that `users` may touch. */
  ofPeople: string[];
  keepDeletedDays: number;
}

/** Every step may run again on what the last run left behind. */
export function setupSh({ buckets, users, ofPeople, keepDeletedDays }: Setup): string {
  const steps = [
    ...buckets.flatMap((bucket) => [
      `mc mb --ignore-existing rack/${bucket.name}`,
      ...user(bucket.name, policy('write', [bucket.name])),
      ...versions(bucket),
      ...lifecycle(bucket, keepDeletedDays),
    ]),
    ...(ofPeople.length > 0 ? users : []).flatMap(({ name, access }) => user(name, policy(access, ofPeople))),
  ];
  return shellScript('until mc ready rack; do sleep 5; done', ...steps);
}

function user(name: string, allowed: object): string[] {
  return [
    ...file('/tmp/policy.json', allowed),
    `mc admin policy create rack ${name} /tmp/policy.json`,
    `mc admin user add rack ${name} "$(cat /run/secrets/minio/${name})"`,
    `mc admin policy attach rack ${name} --user ${name}`,
  ];
}

/** What a bucket no longer keeps on purpose still goes by the rule below, so that nothing lies there unseen for ever. */
function versions({ name, ofPeople }: BucketWanted): string[] {
  if (ofPeople) return [`mc version enable rack/${name}`];
  return [`case "$(mc version info rack/${name})" in *enabled*) mc version suspend rack/${name} ;; esac`];
}

function file(path: string, content: object): string[] {
  return [`cat > ${path} <<'END'`, JSON.stringify(content, null, 2), 'END'];
}

/**
 * Imported whole, since adding a rule would add it again at every run. Abandoned uploads need no rule: the server drops
 * them after a day by itself, and refuses a rule that says so.
 */
function lifecycle({ name, expireDays }: BucketWanted, keepDeletedDays: number): string[] {
  const rule = (ID: string, what: object) => ({ ID, Status: 'Enabled', Filter: { Prefix: '' }, ...what });
  const Rules = [
    ...(expireDays === undefined ? [] : [rule('expiry', { Expiration: { Days: expireDays } })]),
    rule('old-versions', { NoncurrentVersionExpiration: { NoncurrentDays: keepDeletedDays } }),
    // The mark that an object was deleted, once no version is left that it hides.
    rule('old-marks', { Expiration: { ExpiredObjectDeleteMarker: true } }),
  ];
  return [...file('/tmp/lifecycle.json', { Rules }), `mc ilm import rack/${name} < /tmp/lifecycle.json`];
}

const readBucket = [
  's3:ListBucket',
  's3:ListBucketVersions',
  's3:GetBucketLocation',
  's3:GetBucketVersioning',
  's3:ListBucketMultipartUploads',
];
const readObjects = ['s3:GetObject', 's3:GetObjectVersion'];
const writeObjects = ['s3:PutObject', 's3:DeleteObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];

/**
 * May read, or do anything but end an old version, in these buckets; and nothing in any other. MinIO takes who may delete
 * an object as who may delete its versions, unless that is denied (`checkRequestAuthTypeCredential`).
 */
function policy(access: 'read' | 'write', buckets: string[]): object {
  const these = buckets.map((bucket) => `arn:aws:s3:::${bucket}`);
  const objects = these.map((bucket) => `${bucket}/*`);
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: readBucket, Resource: these },
      {
        Effect: 'Allow',
        Action: access === 'write' ? [...readObjects, ...writeObjects] : readObjects,
        Resource: objects,
      },
      { Effect: 'Deny', Action: ['s3:DeleteObjectVersion'], Resource: objects },
    ],
  };
}
