/** How much a pod matters when memory or blades run short. */
export type Tier = 'node-critical' | 'data' | 'volume' | 'large' | 'serving' | 'batch';

/** What a tier asks of its pods; the kit fills it in, rules verify it on the rendered objects. */
export interface TierRule {
  /** Priority class of its pods; the ones that start with `rackwright-` are ours. */
  priorityClass: string;
  /** `equal`: memory request = limit, so that the kernel never has to choose among promises it cannot keep. */
  memory: 'equal' | 'request-up-to-limit';
  /** Whether a container may carry a CPU limit at all. */
  cpuLimit: 'allowed' | 'never';
  /** Seconds a pod stays bound to a blade that fell silent; `forever` for what belongs to the blade itself. */
  tolerationSeconds: number | 'forever';
  /** Whether two replicas or more get a PodDisruptionBudget. */
  disruptionBudget: boolean;
}
