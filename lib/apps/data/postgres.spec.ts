import * as z from 'zod';
import { sizeField } from '../../kit/size';
import { type RackSpec, workersOf } from '../../rack-file/rack';
import { atLeast, whole } from '../../units/floors';
import { clusterName, databaseName } from './postgres.names';

/** Three survive the loss of a blade, and take writes after it; one is what fewer blades can have. */
const counts = [1, 3];

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

export type PostgresSpec = z.infer<typeof postgresSpec>;

/** What the block says, or what the blades allow. */
export function instancesOf({ size, instances }: PostgresSpec, rack: Pick<RackSpec, 'blades'>): number {
  return instances ?? (size === 'small' && workersOf(rack).length < 3 ? 1 : 3);
}
