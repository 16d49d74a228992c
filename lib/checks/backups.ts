import { isRecord, recordsOf } from '../manifest/field-path';
import { bytesOf } from '../units/quantity';
import { postgresClusters } from './postgres-clusters';
import type { Rule } from './rule';

const segmentBytes = 16 * 1024 * 1024;
/** CloudNativePG ends a segment of the log every five minutes, however little is in it (its archive_timeout). */
const segmentsPerDay = (24 * 60) / 5;
/** What a file system keeps for itself of a volume. */
const usableShare = 0.98;
const leastDays = 7;

export const logOutlastsBucket: Rule = {
  id: 'backups/log-volume',
  level: 'warning',
  why: 'A log that cannot be archived stays on its volume, and PostgreSQL stops when that is full: a bucket that is away over a long weekend must not take the databases along.',
  fixHint: 'raise apps.postgres.walDisk, or accept it in the rack file with the time you would notice in',
  exceptable: true,
  check: (view) =>
    postgresClusters(view)
      .filter(({ spec }) => archives(spec))
      .flatMap(({ id, spec }) => {
        const size = isRecord(spec.walStorage) ? spec.walStorage.size : undefined;
        if (typeof size !== 'string') return [];
        const days = (bytesOf(size) * usableShare) / (segmentBytes * segmentsPerDay);
        if (days >= leastDays) return [];
        return [
          {
            object: id,
            path: 'spec.walStorage.size',
            message: `${size} holds ${(Math.floor(days * 10) / 10).toFixed(1)} days of log, and a bucket may be away for ${leastDays}`,
          },
        ];
      }),
};

function archives(spec: Record<string, unknown>): boolean {
  return recordsOf(spec.plugins).some(({ isWALArchiver }) => isWALArchiver === true);
}

export const backupRules: readonly Rule[] = [logOutlastsBucket];
