import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { optional } from '../../kit/contract';
import { DocumentCopies, SqlBackups } from '../../kit/peers';
import { rcloneEnv, rackRemote } from '../../kit/rclone';
import { Workload } from '../../kit/workload';
import { quantity } from '../../units/fields';
import { bytesOf } from '../../units/quantity';
import { restoreDrillAlerts } from './restore-drill.alerts';
import { restoreDrillDashboard } from './restore-drill.dashboard';
import { archivePy, databaseSh, fetchSh } from './restore-drill.postgres';
import { documentsSh } from './restore-drill.scripts';

const namespace = 'data';
const hour = 3600;

export const restoreDrillSpec = z.strictObject({
  read: quantity
    .default('2Gi')
    .describe(
      'how much of the documents’ copy is read back each week; it comes over the line from the off-site bucket',
    ),
});

export const restoreDrill = app({
  name: 'restore-drill',
  area: 'data',
  summary: 'Every week: backups of PostgreSQL and copies of documents are restored, and looked at',
  spec: restoreDrillSpec,
  needs: { documents: optional(DocumentCopies), sql: optional(SqlBackups) },
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { spec, documents, sql }) =>
    new RestoreDrill(scope, spec, { documents: documents?.documentCopies, sql: sql?.sqlBackups }),
});

/**
 * A backup is one that was restored. The proof is the CronJob's own last success, which Kubernetes keeps and
 * kube-state-metrics tells: nothing has to be pushed anywhere, and a run that was cut short proves nothing.
 */
export class RestoreDrill extends Construct {
  constructor(
    scope: Construct,
    { read }: z.infer<typeof restoreDrillSpec>,
    { documents, sql }: { documents?: DocumentCopies['documentCopies']; sql?: SqlBackups['sqlBackups'] },
  ) {
    super(scope, 'restore-drill');
    if (documents) this.documents(documents, read);
    if (sql) this.postgres(sql);
    if (!documents && !sql) return;
    new Alerts(this, restoreDrillAlerts);
    new Dashboard(this, restoreDrillDashboard);
  }

  /** A server of its own on the newest base backup and the whole log, thrown away with its pod. */
  private postgres(sql: NonNullable<SqlBackups['sqlBackups']>): void {
    const name = 'restore-drill-postgres';
    const job = new Workload(this, {
      kind: 'CronJob',
      namespace,
      name,
      tier: 'batch',
      schedule: '10 9 * * 0',
      deadlineSeconds: 6 * hour,
      user: { uid: 26, gid: 26 },
      config: {
        'archive.py': archivePy,
        'fetch.sh': fetchSh,
        'database.sh': () => databaseSh(name, sql.databases()),
      },
      volumes: { restored: { emptyDir: { sizeLimit: sql.disk } } },
      initContainers: {
        archive: {
          sidecar: true,
          image: 'barman-cloud',
          command: ['/venv/bin/python3', `/etc/${name}/archive.py`],
          env: {
            ENDPOINT: sql.endpoint,
            DESTINATION: sql.destination,
            SERVER_NAME: sql.serverName,
            AWS_ACCESS_KEY_ID: sql.accessKey,
            AWS_SECRET_ACCESS_KEY: sql.secretKey,
            AWS_DEFAULT_REGION: sql.region,
            AWS_REQUEST_CHECKSUM_CALCULATION: 'when_required',
            AWS_RESPONSE_CHECKSUM_VALIDATION: 'when_required',
            HOME: '/tmp',
          },
          cpu: '50m',
          memory: '1Gi',
          memoryRequest: '256Mi',
          mounts: { '/restored': 'restored' },
          scratch: { '/tmp': '64Mi' },
        },
      },
      containers: {
        database: {
          image: 'postgresql',
          command: ['sh', `/etc/${name}/database.sh`],
          cpu: '100m',
          memory: '512Mi',
          memoryRequest: '128Mi',
          mounts: { '/restored': 'restored' },
          scratch: { '/tmp': '64Mi' },
        },
      },
    });
    job.connectsTo(sql.port);
  }

  private documents(documents: NonNullable<DocumentCopies['documentCopies']>, read: string): void {
    const { env, access, port } = documents;
    const job = new Workload(this, {
      kind: 'CronJob',
      namespace,
      name: 'restore-drill-documents',
      tier: 'batch',
      // Sunday, when nobody waits and the copy of the night is through.
      schedule: '10 8 * * 0',
      deadlineSeconds: 6 * hour,
      user: { uid: 10_001, gid: 10_001 },
      config: { 'run.sh': () => documentsSh(access.buckets()) },
      containers: {
        rclone: {
          image: 'rclone',
          command: ['sh', '/etc/restore-drill-documents/run.sh'],
          env: {
            ...rcloneEnv,
            ...rackRemote('RACK', access),
            ...env,
            READ_BYTES: String(bytesOf(read)),
            UNCHANGED_FOR: '2d',
          },
          cpu: '50m',
          memory: '256Mi',
          memoryRequest: '96Mi',
          scratch: { '/tmp': '64Mi' },
        },
      },
    });
    job.connectsTo(access.port, port);
  }
}
