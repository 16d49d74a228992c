import { MinioSet, minioPrograms } from '../minio/minio-set';
import { RedisSet } from '../redis/redis-set';
import type { Verdict } from '../sops/verdict';
import type { debianTree } from '../tree/debian-tree';
import type { Generated } from '../tree/generated';
import type { Pod, Ran } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';
import { stopwatch } from '../tree/until';
import { startDatabase } from './database';

export interface DataLayer {
  database: Pod;
  redis: RedisSet;
  minio: MinioSet;
}

/** A real PostgreSQL, Redis with Sentinels, and object store as `given` has them, started in this order and waited for. */
export async function startDataLayer(
  world: PodWorld,
  given: Generated,
  tree: ReturnType<typeof debianTree>,
  minioProgram: ReturnType<typeof minioPrograms>,
  verdict: Verdict,
): Promise<DataLayer> {
  const clock = stopwatch();
  const database = startDatabase(world, given, tree.root);
  const valkey = { server: '/usr/bin/valkey-server', cli: '/usr/bin/valkey-cli' };
  const redis = new RedisSet(world, valkey, given, tree.root);
  const minio = new MinioSet(world, given, tree.root, minioProgram);
  for (const pod of [...redis.pods, ...minio.pods]) pod.start();
  verdict.check('Redis has a primary', (await redis.settled(180)) !== undefined, await redis.state());
  verdict.check('the object store is there', await minio.ready(240), minio.pods[0]!.log('minio'));
  // Its script may run again, and a busy machine may need more than one of its three minutes.
  const buckets = again(3, () => minio.setup());
  verdict.check(`buckets and users are made after ${clock()} s`, buckets.code === 0, buckets.stderr);
  return { database, redis, minio };
}

/** Runs until it gets through, a few times at most. */
function again(times: number, run: () => Ran): Ran {
  const ran = run();
  return ran.code === 0 || times === 1 ? ran : again(times - 1, run);
}
