import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { optional } from '../../kit/contract';
import { DocumentCopies } from '../../kit/peers';
import { rcloneEnv, rackRemote } from '../../kit/rclone';
import { Workload } from '../../kit/workload';
import { quantity } from '../../units/fields';
import { bytesOf } from '../../units/quantity';
import { restoreDrillAlerts } from './restore-drill.alerts';
import { restoreDrillDashboard } from './restore-drill.dashboard';
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
  summary: 'Every week: what was copied off the rack is read back and compared',
  spec: restoreDrillSpec,
  needs: { documents: optional(DocumentCopies) },
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { spec, documents }) => new RestoreDrill(scope, spec, documents?.documentCopies),
});

/**
 * A backup is one that was restored. The proof is the CronJob's own last success, which Kubernetes keeps and
 * kube-state-metrics tells: nothing has to be pushed anywhere, and a run that was cut short proves nothing.
 */
export class RestoreDrill extends Construct {
  constructor(
    scope: Construct,
    { read }: z.infer<typeof restoreDrillSpec>,
    documents: DocumentCopies['documentCopies'],
  ) {
    super(scope, 'restore-drill');
    if (!documents) return;
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
      alerts: restoreDrillAlerts,
      containers: {
        rclone: {
          image: 'rclone',
          command: ['sh', '/etc/restore-drill-documents/run.sh'],
          env: { ...rcloneEnv, ...rackRemote('RACK', access), ...env, READ_BYTES: String(bytesOf(read)) },
          cpu: '50m',
          memory: '256Mi',
          memoryRequest: '96Mi',
          scratch: { '/tmp': '64Mi' },
        },
      },
    });
    job.connectsTo(access.port, port);
    new Dashboard(this, restoreDrillDashboard);
  }
}
