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

/** The pod of one run of a CronJob. */
export function cronJobPod(world: PodWorld, { cronJob, env, ...props }: CronJobPodProps): Pod {
  const spec = cronJob.spec!.jobTemplate.spec!.template.spec!;
  const containers = spec.containers.map((container) => ({
    ...container,
    env: container.env?.map((each) => (each.name in env ? { name: each.name, value: env[each.name]! } : each)),
  }));
  return new Pod(world, { ...props, namespace: cronJob.metadata!.namespace!, spec: { ...spec, containers } });
}
