import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import type { EnvValue } from '../../kit/container';
import { Dashboard } from '../../kit/dashboards';
import { type DocumentAccess, DocumentCopies, S3ObjectStore, password } from '../../kit/peers';
import { worldAt } from '../../kit/ports';
import { rackRemote, rcloneEnv, s3Remote } from '../../kit/rclone';
import { type SecretKeyRef, SecretKeys } from '../../kit/secrets';
import { Workload } from '../../kit/workload';
import type { OffsiteBucket } from '../../rack-file/rack';
import { duration } from '../../units/fields';
import { secondsOf } from '../../units/duration';
import { documentBackupsAlerts } from './document-backups.alerts';
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
  build: (scope, { spec, rack, objects }) => {
    const { offsite } = rack.backups;
    return new DocumentBackups(scope, offsite && { spec, offsite, folder: `documents/${rack.name}`, objects });
  },
});

interface DocumentBackupsProps {
  spec: z.infer<typeof documentBackupsSpec>;
  offsite: OffsiteBucket;
  /** Folder in the bucket, with the rack's name: two racks that shared one would delete each other's documents. */
  folder: string;
  objects: S3ObjectStore;
}

/**
 * rclone copies every bucket of people into the off-site bucket through its crypt backend: names and contents are
 * encrypted in the pod (XSalsa20 with Poly1305), so the provider sees sizes, times and counts. What is deleted or
 * overwritten in the rack is moved aside in the copy, not lost. Without an off-site bucket there is nothing to do.
 */
export class DocumentBackups extends Construct implements DocumentCopies {
  readonly documentCopies?: DocumentCopies['documentCopies'];

  constructor(scope: Construct, props?: DocumentBackupsProps) {
    super(scope, name);
    if (!props) return;
    const { offsite, folder, objects } = props;
    const keys = new SecretKeys(this, 'keys', {
      namespace,
      name,
      keys: { PASSWORD: password, SALT: password },
      cautions: {
        PASSWORD: 'copies made before cannot be read with a new one; see docs/runbooks/document-backups.md#another-key',
        SALT: 'copies made before cannot be read with a new one; see docs/runbooks/document-backups.md#another-key',
      },
    });
    const account = new SecretKeys(this, 'offsite', {
      namespace,
      name: 'documents-offsite',
      keys: {
        ACCESS_KEY_ID: { make: 'ask', hint: `access key id of the off-site bucket at ${offsite.endpoint}` },
        ACCESS_SECRET_KEY: { make: 'ask', hint: `secret key of the off-site bucket at ${offsite.endpoint}` },
      },
    });
    const env: Record<string, string | SecretKeyRef> = {
      ...s3Remote('BUCKET', { ...offsite, provider: 'Other' }),
      RCLONE_CONFIG_BUCKET_ACCESS_KEY_ID: account.key('ACCESS_KEY_ID'),
      RCLONE_CONFIG_BUCKET_SECRET_ACCESS_KEY: account.key('ACCESS_SECRET_KEY'),
      RCLONE_CONFIG_OFFSITE_TYPE: 'crypt',
      RCLONE_CONFIG_OFFSITE_REMOTE: `bucket:${offsite.bucket}/${folder}`,
      // Shorter than the default's base32, and S3 tells capitals from small letters.
      RCLONE_CONFIG_OFFSITE_FILENAME_ENCODING: 'base64',
      PASSWORD: keys.key('PASSWORD'),
      SALT: keys.key('SALT'),
    };
    const port = worldAt(offsite.endpoint);
    const reader = objects.documents('documents-read', namespace, 'read');
    const writer = objects.documents('documents-write', namespace, 'write');
    this.documentCopies = { env, port, access: reader };
    new Dashboard(this, documentBackupsDashboard);
    this.job({
      name,
      // Asked when manifests render: by then every app has said which buckets are people's.
      script: () => copySh(reader.buckets()),
      env: { ...rackRemote('RACK', reader), KEEP_SECONDS: String(secondsOf(props.spec.keepDeleted)), LET_GO: 'no' },
      rack: reader,
    });
    this.job({
      name: 'document-restore',
      script: () => restoreSh(writer.buckets()),
      env: { ...rackRemote('RACK', writer), ...rackRemote('PAST', writer), FROM: 'current', BUCKETS: '', INTO: '' },
      rack: writer,
      suspend: true,
    });
  }

  private job(run: {
    name: string;
    script: () => string;
    env: Record<string, EnvValue>;
    rack: DocumentAccess;
    suspend?: boolean;
  }): void {
    const job = new Workload(this, {
      kind: 'CronJob',
      namespace,
      name: run.name,
      tier: 'batch',
      schedule: '25 */6 * * *',
      ...(run.suspend && {
        suspend: true,
        exceptions: { 'flux/suspended': 'people start it: a restore overwrites what is there' },
      }),
      // A first copy over a slow line takes longer; the next run goes on where this one was ended.
      deadlineSeconds: 5 * hour,
      user: { uid: 10_001, gid: 10_001 },
      ...(run.suspend ? {} : { alerts: documentBackupsAlerts }),
      config: { 'run.sh': run.script },
      containers: {
        rclone: {
          image: 'rclone',
          command: ['sh', `/etc/${run.name}/run.sh`],
          env: { ...rcloneEnv, ...run.env, ...this.documentCopies!.env },
          cpu: '50m',
          memory: '256Mi',
          memoryRequest: '96Mi',
          scratch: { '/tmp': '64Mi' },
        },
      },
    });
    job.connectsTo(run.rack.port, this.documentCopies!.port);
  }
}
