import type { MinioSet } from '../minio/minio-set';
import type { RedisSet } from '../redis/redis-set';
import type { Verdict } from '../sops/verdict';
import type { Pod } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';
import type { images } from './programs';
import type { Stack } from './stack';
import type { TraceListener } from './traces';

/** What every part of this judge is given. */
export interface Bench {
  stack: Stack;
  world: PodWorld;
  trees: Record<'servers' | 'python' | 'llama', { root: string }>;
  programs: ReturnType<typeof images>;
  verdict: Verdict;
  traces: TraceListener;
  database: Pod;
  minio: MinioSet;
  redis: RedisSet;
}
