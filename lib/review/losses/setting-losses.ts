import type { LossRule } from './loss-rules';
import { type Loses, another, becomes, leaves, lower, shorter, smaller } from './predicates';

/** A setting inside a program's own configuration: a file of a ConfigMap, an argument, a variable of its environment. */
export interface SettingLoss {
  rule: LossRule;
  /** Its value is the first group. Variables read `NAME=value`, arguments stand one a line. */
  setting: RegExp;
  loses: Loses;
  because: string;
}

const keepsLess = 'what is older is deleted';

export const settingLosses: readonly SettingLoss[] = [
  // Redis
  row(/^\s*appendonly\s+(\S+)/m, leaves('yes'), 'Redis forgets everything at a restart'),
  row(
    /^\s*appendfsync\s+(\S+)/m,
    (before, after) => fsync(after) < fsync(before),
    'a power cut loses more of what Redis confirmed',
  ),
  row(/^\s*dir\s+(\S+)/m, another, 'Redis no longer finds its files'),
  row(
    /^\s*save\s+(\S.*)$/m,
    (before, after) => before !== '""' && (after === '""' || after === undefined),
    'Redis writes no snapshots any more',
  ),
  row(
    /^\s*maxmemory-policy\s+(\S+)/m,
    (before, after) => /^(noeviction|volatile)/.test(String(before)) && /^allkeys/.test(String(after)),
    'Redis evicts what has no expiry, sessions among it',
  ),
  row(/^\s*min-replicas-to-write\s+(\d+)/m, lower(0), 'a failover throws away what was confirmed'),
  // Prometheus and Alertmanager
  row(/--storage\.tsdb\.retention\.time=(\S+)/, shorter, keepsLess),
  row(/--storage\.tsdb\.retention\.size=(\S+)/, smaller, keepsLess),
  row(/--storage\.tsdb\.path=(\S+)/, another, 'Prometheus no longer finds its samples'),
  row(/--storage\.path=(\S+)/, another, 'silences are no longer found'),
  row(/--data\.retention=(\S+)/, shorter, keepsLess),
  // Tempo
  row(/^\s*block_retention:\s*(\S+)/m, shorter, keepsLess),
  row(/^\s*backend:\s*(s3|gcs|azure|local)\s*$/m, another, 'stored traces are no longer found'),
  row(/^\s*bucket:\s*(\S+)/m, another, 'what is in the other bucket is no longer found'),
  // VictoriaLogs
  row(/^-retentionPeriod=(\S+)/m, shorter, keepsLess),
  row(/^-retention\.maxDiskSpaceUsageBytes=(\S+)/m, smaller, keepsLess),
  row(/^-storageDataPath=(\S+)/m, another, 'stored logs are no longer found'),
  // MinIO
  row(/^server\n(.*)$/m, another, 'MinIO no longer finds its drives, or forms another set of them'),
  row(/"NoncurrentDays":\s*(\d+)/, lower(), 'overwritten and deleted files are kept shorter', 'review/backups'),
  // Databases and files of the programs that people talk to
  row(/^DATABASE_URL=.*@([^?]*)/, another, 'the program begins with another database'),
  row(/^VECTOR_DB=(.*)/, another, 'documents have to be indexed anew'),
  row(/^PGVECTOR_DB_URL=(.*)/, another, 'documents have to be indexed anew'),
  row(/^PGVECTOR_INITIALIZE_MAX_VECTOR_LENGTH=(.*)/, another, 'vectors of another length do not fit the stored ones'),
  row(/^STORAGE_PROVIDER=(.*)/, another, 'uploaded files are no longer found'),
  row(/^S3_BUCKET_NAME=(.*)/, another, 'uploaded files are no longer found'),
  row(/^S3_KEY_PREFIX=(.*)/, another, 'uploaded files are no longer found'),
  row(/^S3_ENDPOINT_URL=(.*)/, another, 'uploaded files are no longer found'),
  row(/^REDIS_KEY_PREFIX=(.*)/, another, 'sessions are no longer found'),
  row(/^\[database\]\n(?:.+\n)*?\s*type\s*=\s*(\S+)/m, another, 'Grafana begins with another database'),
  row(/^\[database\]\n(?:.+\n)*?\s*host\s*=\s*(\S+)/m, another, 'Grafana begins with another database'),
  row(/^\[database\]\n(?:.+\n)*?\s*name\s*=\s*(\S+)/m, another, 'Grafana begins with another database'),
  // Copies that leave the rack
  row(/^KEEP_SECONDS=(.*)/, lower(), 'older copies are deleted, at once', 'review/backups'),
  row(
    /^LET_GO=(.*)/,
    becomes('yes'),
    'a copy follows even when more than half of the documents are gone',
    'review/backups',
  ),
  row(/^RCLONE_CONFIG_\w+_TYPE=(.*)/, another, 'copies are written another way, or in the clear', 'review/backups'),
  row(/^RCLONE_CONFIG_\w+_REMOTE=(.*)/, another, 'the copies so far are not found any more', 'review/backups'),
  row(/^RCLONE_CONFIG_BUCKET_ENDPOINT=(.*)/, another, 'the copies so far are not found any more', 'review/backups'),
  row(
    /rclone sync .*(--backup-dir)/,
    (before, after) => before !== undefined && after === undefined,
    'what is gone or overwritten in the rack is gone in the copy too',
    'review/backups',
  ),
];

/** Words of a script that stand for a place with data: each that is gone is a loss. */
export const settingLists: readonly (Omit<SettingLoss, 'loses' | 'setting'> & { words: RegExp })[] = [
  {
    rule: 'review/databases',
    words: /^mc mb .*?rack\/(\S+)$/gm,
    because: 'the bucket is no longer declared, and what is in it has no owner',
  },
  {
    rule: 'review/databases',
    words: /^mc version enable rack\/(\S+)$/gm,
    because: 'deleted and overwritten files of the bucket cannot be brought back',
  },
  {
    rule: 'review/backups',
    words: /(?<=^for bucket in [^;]*)(?<= )([a-z0-9-]+)(?=[^;]*; do$)/gm,
    because: 'the bucket is no longer copied',
  },
];

/** Commands that delete what people put there, where there were none. */
export const destructiveCommands =
  /\bmc (?:rb|rm)\b|--force --dangerous|\bdrop (?:database|table|schema)\b|\brm -rf? \/data|\bredis-cli\b.*\bflush(?:all|db)\b/i;

function row(setting: RegExp, loses: Loses, because: string, rule: LossRule = 'review/persistence'): SettingLoss {
  return { rule, setting, loses, because };
}

function fsync(value: unknown): number {
  return ['no', 'everysec', 'always'].indexOf(String(value ?? 'everysec'));
}
