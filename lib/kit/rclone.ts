import type { EnvValue } from './container';
import type { DocumentAccess } from './peers';

/** Two files at a time, each in parts of 5 MiB, so that it stays far below its memory; the rest waits in the bucket. */
export const rcloneEnv: Record<string, EnvValue> = {
  // No file: everything about the remotes is in these variables.
  RCLONE_CONFIG: '',
  RCLONE_TRANSFERS: '2',
  RCLONE_CHECKERS: '4',
  RCLONE_S3_UPLOAD_CONCURRENCY: '2',
  RCLONE_STATS: '10m',
  RCLONE_STATS_ONE_LINE: 'true',
  HOME: '/tmp',
};

/** A remote of rclone by name, without its keys. */
export function s3Remote(
  remote: string,
  { endpoint, region, provider }: { endpoint: string; region: string; provider: 'Minio' | 'Other' | 'Rclone' },
): Record<string, string> {
  return {
    [`RCLONE_CONFIG_${remote}_TYPE`]: 's3',
    [`RCLONE_CONFIG_${remote}_PROVIDER`]: provider,
    [`RCLONE_CONFIG_${remote}_ENDPOINT`]: endpoint,
    [`RCLONE_CONFIG_${remote}_REGION`]: region,
    // The buckets are there, and these users may not make any.
    [`RCLONE_CONFIG_${remote}_NO_CHECK_BUCKET`]: 'true',
    // rclone's own documentation of `serve s3` asks for it.
    ...(provider === 'Rclone' && { [`RCLONE_CONFIG_${remote}_USE_MULTIPART_UPLOADS`]: 'false' }),
  };
}

/** The object store of the rack, as this user. */
export function rackRemote(remote: string, rack: DocumentAccess): Record<string, EnvValue> {
  return {
    ...s3Remote(remote, rack),
    [`RCLONE_CONFIG_${remote}_ACCESS_KEY_ID`]: rack.accessKey,
    [`RCLONE_CONFIG_${remote}_SECRET_ACCESS_KEY`]: rack.secretKey,
  };
}
