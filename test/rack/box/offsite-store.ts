import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { waitFor } from '../../cluster/kube/wait';
import type { Box } from './box';
import { minioPrograms } from '../../judges/minio/minio-set';
import { offsiteHost, outside } from './outside';

const run = promisify(execFile);

/** The account that the rack was given, and the bucket it may use. */
export interface OffsiteAccount {
  accessKey: string;
  secretKey: string;
  bucket: string;
}

/** Port of HTTPS, which the policies of the rack name; here it is spoken to in plain HTTP. */
const port = 443;

/**
 * The provider's object store: one MinIO server beside the blades, at an address of the world, with its empty bucket. It runs
 * until the box ends.
 *
 * @returns lists names of objects below a prefix, `postgres/wals/…`
 * @throws when it does not answer within 30 s
 */
export async function startOffsiteStore(
  { bench, folder }: Box,
  { accessKey, secretKey, bucket }: OffsiteAccount,
): Promise<(prefix: string) => Promise<string[]>> {
  const address = outside[offsiteHost]!;
  const programs = minioPrograms();
  const disk = join(folder, 'offsite');
  mkdirSync(disk, { recursive: true });
  const server = ['server', disk, '--address', `${address}:${port}`, '--console-address', '127.0.0.1:19001'];
  bench.processes.start('offsite-store', programs.minio, server, {
    MINIO_ROOT_USER: accessKey,
    MINIO_ROOT_PASSWORD: secretKey,
    MINIO_UPDATE: 'off',
    HOME: folder,
  });
  const env = {
    ...process.env,
    MC_CONFIG_DIR: join(folder, 'mc'),
    MC_HOST_offsite: `http://${encodeURIComponent(accessKey)}:${encodeURIComponent(secretKey)}@${address}:${port}`,
  };
  const mc = async (...args: string[]) => (await run(programs.mc, args, { env, timeout: 20_000 })).stdout;
  await waitFor('the store off the rack', 30, async () => {
    bench.processes.check();
    return mc('mb', '--ignore-existing', `offsite/${bucket}`).catch(() => undefined);
  });
  return async (prefix) => {
    const listed = await mc('ls', '--recursive', '--json', `offsite/${bucket}/${prefix}`);
    const entries = listed.split('\n').filter((line) => line !== '');
    return entries.map((line) => (JSON.parse(line) as { key: string }).key);
  };
}
