import { whole } from '../../units/floors';
import { Construct } from 'constructs';
import * as z from 'zod';
import type { RecurringJob, RecurringJobSpec } from '../../../imports/longhorn';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { ReplicatedStorage } from '../../kit/peers';
import { secondsOf } from '../../units/duration';

const namespace = 'longhorn-system';
const day = 86_400;
/** Longhorn keeps at most this many of one job (its webhook refuses more). */
const mostKept = 250;

export const volumeBackupsSpec = z.strictObject({
  keep: whole('days', 'one backup is made a night')
    .default('14d')
    .refine((text) => secondsOf(text) <= mostKept * day, 'at most 250 days: Longhorn keeps no more than 250 of one job')
    .describe('how long a backup of a replicated volume stays off-site; one is made every night'),
});

export const volumeBackups = app({
  name: 'volume-backups',
  area: 'platform',
  summary: 'Snapshots of replicated volumes, and their backups off-site',
  spec: volumeBackupsSpec,
  needs: { storage: ReplicatedStorage },
  namespaces: { [namespace]: 'privileged' },
  build: (scope, { spec, rack, storage }) =>
    new VolumeBackups(scope, spec, storage, rack.backups.offsite !== undefined),
});

/**
 * A volume belongs to the group of its class, which the class says (lib/apps/platform/longhorn.ts). What lies node-local
 * is copied and backed up by the program above it: a copy of one replica of a database is no backup of the database.
 *
 * An app apart from Longhorn, because Flux checks all objects of a Kustomization before the chart in it could bring
 * their kinds. Times are UTC; PostgreSQL sends its own backup at 02:15.
 */
export class VolumeBackups extends Construct {
  constructor(
    scope: Construct,
    { keep }: z.infer<typeof volumeBackupsSpec>,
    { replicated: { name: replicated }, passingGroup }: ReplicatedStorage,
    hasOffsite: boolean,
  ) {
    super(scope, 'volume-backups');
    // Two days of snapshots: against a slip of a person, who notices soon. Each holds what was overwritten since.
    this.job('snapshot', { task: 'snapshot', cron: '0 */6 * * *', retain: 8, concurrency: 2, groups: [replicated] });
    if (hasOffsite) {
      const retain = Math.min(mostKept, Math.max(1, Math.ceil(secondsOf(keep) / day)));
      // One volume at a time: what one blade sends, all others wait for.
      this.job('backup', { task: 'backup', cron: '40 3 * * *', retain, concurrency: 1, groups: [replicated] });
    }
    // Blocks that a database or a log gave up go back to the disk. It keeps no copies; 0 is all that Longhorn takes.
    const groups = [replicated, passingGroup];
    this.job('trim', { task: 'filesystem-trim', cron: '20 5 * * 0', retain: 0, concurrency: 1, groups });
  }

  private job(name: string, spec: RecurringJobSpec): void {
    emit<RecurringJob>(this, name, {
      apiVersion: 'longhorn.io/v1beta2',
      kind: 'RecurringJob',
      metadata: { name, namespace },
      spec: { name, ...spec, labels: {} },
    });
  }
}
