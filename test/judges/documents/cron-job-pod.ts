import type { CronJob } from '../../../imports/k8s';
import type { Image } from '../tree/container-root';
import type { Generated } from '../tree/generated';
import { Pod } from '../tree/pod';
import type { PodWorld } from '../tree/pod-world';

interface CronJobPodProps {
  name: string;
  cronJob: CronJob;
  /** Variables that a person set in the Job that was made from it. */
  env: Record<string, string>;
  images: Record<string, Image>;
  given: Generated;
  tree: string;
}

/**
 * The pod of one run of a CronJob.
 *
 * @throws when a variable is set that no container reads
 */
export function cronJobPod(world: PodWorld, { cronJob, env, ...props }: CronJobPodProps): Pod {
  const spec = cronJob.spec!.jobTemplate.spec!.template.spec!;
  const read = spec.containers.flatMap((container) => (container.env ?? []).map(({ name }) => name));
  const unread = Object.keys(env).filter((name) => !read.includes(name));
  if (unread.length > 0) throw new Error(`${cronJob.metadata!.name} reads no ${unread.join(', ')}`);
  const containers = spec.containers.map((container) => ({
    ...container,
    env: container.env?.map((each) => (each.name in env ? { name: each.name, value: env[each.name]! } : each)),
  }));
  return new Pod(world, { ...props, namespace: cronJob.metadata!.namespace!, spec: { ...spec, containers } });
}
