import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import type { EnvValue } from '../../kit/container';
import { Dashboard } from '../../kit/dashboards';
import { type DocumentAccess, DocumentCopies, S3ObjectStore, password } from '../../kit/peers';
import { type OutsidePort, worldAt } from '../../kit/ports';
import { rackRemote, rcloneEnv, s3Remote } from '../../kit/rclone';
import { type SecretKeyRef, SecretKeys } from '../../kit/secrets';
import { Workload } from '../../kit/workload';
import type { OffsiteBucket, RackSpec } from '../../rack-file/rack';
import { duration } from '../../units/fields';
import { secondsOf } from '../../units/duration';
import { type CopyToWatch, copyAlerts, copyOffTheRack, copyOnHelper } from './document-backups.alerts';
import { documentBackupsDashboard } from './document-backups.dashboard';
import { copySh, restoreSh } from './document-backups.scripts';

const namespace = 'data';
const name = 'document-backups';
const hour = 3600;

export const documentBackupsSpec = z.strictObject({
  keepDeleted: duration
    .default('30d')
    .describe('how long a document stays in the copy after it was deleted or overwritten in the rack'),
});

export const documentBackups = app({
  name,
  area: 'data',
  summary: 'A copy of people’s documents off the rack, encrypted before it leaves',
  spec: documentBackupsSpec,
  needs: { objects: S3ObjectStore },
  offers: [DocumentCopies],
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { spec, rack, objects }) => new DocumentBackups(scope, { spec, places: placesOf(rack), objects }),
});

/** A bucket that documents are copied into, and the two jobs that write it and read it back. */
interface Place {
  bucket: OffsiteBucket;
  provider: 'Other' | 'Rclone';
  /** Folder in the bucket. */
  folder: string;
  /** Secret with the key of the bucket, and what a person is asked for. */
  account: string;
  whose: string;
  copy: string;
  restore: string;
  schedule: string;
  watched: CopyToWatch;
}

/** Off the rack, then on the machine beside it; none where the rack file names neither. */
function placesOf({ name: rack, backups: { offsite, beside } }: RackSpec): Place[] {
  return [
    ...(offsite
      ? [
          {
            bucket: offsite,
            provider: 'Other' as const,
            // With the rack's name: two racks that shared one would delete each other's documents.
            folder: `documents/${rack}`,
            account: 'documents-offsite',
            whose: `the off-site bucket at ${offsite.endpoint}`,
            copy: name,
            restore: 'document-restore',
            schedule: '25 */6 * * *',
            watched: copyOffTheRack,
          },
        ]
      : []),
    ...(beside
      ? [
          {
            bucket: beside,
            provider: 'Rclone' as const,
            folder: 'documents',
            account: 'documents-on-helper',
            whose: `the store on ${beside.helper}, as its .env says`,
            copy: 'documents-to-helper',
            restore: 'documents-from-helper',
            schedule: '55 */6 * * *',
            watched: copyOnHelper,
          },
        ]
      : []),
  ];
}

interface DocumentBackupsProps {
  spec: z.infer<typeof documentBackupsSpec>;
  places: readonly Place[];
  objects: S3ObjectStore;
}

/**
 * rclone copies every bucket of people into each place through its crypt backend: names and contents are encrypted in the
 * pod (XSalsa20 with Poly1305), so the keeper of a copy sees sizes, times and counts. What is deleted or overwritten in
 * the rack is moved aside in the copy, not lost. Without a place there is nothing to do.
 */
export class DocumentBackups extends Construct implements DocumentCopies {
  /** Of the first place: the one off the rack, where there is one. */
  readonly documentCopies?: DocumentCopies['documentCopies'];

  constructor(scope: Construct, { spec, places, objects }: DocumentBackupsProps) {
    super(scope, name);
    if (places.length === 0) return;
    const keys = new SecretKeys(this, 'keys', {
      namespace,
      name,
      keys: { PASSWORD: password, SALT: password },
      cautions: {
        PASSWORD:
          'copies made before cannot be read with a new one; see rackwright runbook document-backups#another-key',
        SALT: 'copies made before cannot be read with a new one; see rackwright runbook document-backups#another-key',
      },
    });
    const reader = objects.documents('documents-read', namespace, 'read');
    const writer = objects.documents('documents-write', namespace, 'write');
    const all = places.map((place) => ({
      place,
      env: this.remotes(place, keys),
      port: worldAt(place.bucket.endpoint),
    }));
    this.documentCopies = { env: all[0]!.env, port: all[0]!.port, access: reader };
    new Dashboard(this, documentBackupsDashboard);
    for (const { place, env, port } of all) {
      this.job(place, env, {
        name: place.copy,
        // Asked when manifests render: by then every app has said which buckets are people's.
        script: () => copySh(reader.buckets()),
        env: { ...rackRemote('RACK', reader), KEEP_SECONDS: String(secondsOf(spec.keepDeleted)), LET_GO: 'no' },
        rack: reader,
        port,
      });
      this.job(place, env, {
        name: place.restore,
        script: () => restoreSh(writer.buckets()),
        env: { ...rackRemote('RACK', writer), ...rackRemote('PAST', writer), FROM: 'current', BUCKETS: '', INTO: '' },
        rack: writer,
        port,
        suspend: true,
      });
    }
  }

  /** What rclone reads to know `bucket:` and `offsite:`. */
  private remotes({ bucket, provider, folder, account, whose }: Place, keys: SecretKeys) {
    const keyOf = new SecretKeys(this, account, {
      namespace,
      name: account,
      keys: {
        ACCESS_KEY_ID: { make: 'ask', hint: `access key id of ${whose}` },
        ACCESS_SECRET_KEY: { make: 'ask', hint: `secret key of ${whose}` },
      },
    });
    const env: Record<string, string | SecretKeyRef> = {
      ...s3Remote('BUCKET', { ...bucket, provider }),
      RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID: keyOf.key('ACCESS_KEY_ID'),
      RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY: keyOf.key('ACCESS_SECRET_KEY'),
      RCLONE_CONFIG_OFFSITE_TYPE: 'crypt',
      RCLONE_CONFIG_OFFSITE_REMOTE: `bucket:${bucket.bucket}/${folder}`,
      // Shorter than the default's base32, and S3 tells capitals from small letters.
      RCLONE_CONFIG_OFFSITE_FILENAME_ENCODING: 'base64',
      PASSWORD: keys.key('PASSWORD'),
      SALT: keys.key('SALT'),
    };
    return env;
  }

  private job(
    { schedule, watched }: Place,
    remotes: Record<string, EnvValue>,
    run: {
      name: string;
      script: () => string;
      env: Record<string, EnvValue>;
      rack: DocumentAccess;
      port: OutsidePort;
      suspend?: boolean;
    },
  ): void {
    const job = new Workload(this, {
      kind: 'CronJob',
      namespace,
      name: run.name,
      tier: 'batch',
      schedule,
      ...(run.suspend && {
        suspend: true,
        exceptions: { 'flux/suspended': 'people start it: a restore overwrites what is there' },
      }),
      // A first copy over a slow line takes longer; the next run goes on where this one was ended.
      deadlineSeconds: 5 * hour,
      user: { uid: 10_001, gid: 10_001 },
      ...(run.suspend ? {} : { alerts: copyAlerts(watched) }),
      config: { 'run.sh': run.script },
      containers: {
        rclone: {
          image: 'rclone',
          command: ['sh', `/etc/${run.name}/run.sh`],
          env: { ...rcloneEnv, ...run.env, ...remotes },
          cpu: '50m',
          memory: '256Mi',
          memoryRequest: '96Mi',
          scratch: { '/tmp': '64Mi' },
        },
      },
    });
    job.connectsTo(run.rack.port, run.port);
  }
}
