import { type Pod, objectId } from '../kube/object';
import type { KubeClient } from '../kube/client';
import { keyOf } from '../kube/informer';
import { sleep } from '../kube/wait';
import type { Budget, Recorder } from './recorder';
import { type QuorumSet, readyOf } from './sets';

/** Seconds within which the disruption controller must have seen that a pod is gone. */
const budgetSeconds = 30;

/**
 * Asks the eviction API, as a drain would, for a member of each set that can spare none. Dry runs: nothing is evicted.
 * Returns the members that a drain could take all the same.
 */
export async function evictableAgainstQuorum(
  client: KubeClient,
  { budgets, pods }: Recorder,
  sets: QuorumSet[],
): Promise<string[]> {
  const failures: string[] = [];
  for (const set of sets.filter((each) => readyOf(each).length === each.quorum)) {
    for (const pod of readyOf(set)) {
      if (!(await isRefused(client, pod)))
        failures.push(
          `${objectId(pod)} can be drained away although ${set.id} has only ${set.quorum} of ${set.wanted} pods, its quorum: ${budgetsOf(pods.objects.get(keyOf(pod)) ?? pod, budgets.objects.values())}`,
        );
    }
  }
  return failures;
}

/** A budget answers for the state that its controller has seen, so a grant may be that of a moment ago. */
async function isRefused(client: KubeClient, pod: Pod): Promise<boolean> {
  for (let waited = 0; waited < budgetSeconds; waited += 1) {
    if (!(await couldEvict(client, pod))) return true;
    await sleep(1000);
  }
  return false;
}

async function couldEvict(client: KubeClient, pod: Pod): Promise<boolean> {
  const { name, namespace } = pod.metadata;
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { dryRun: ['All'] },
  };
  // Once and not through `call`: 429 is the answer here, not a reason to ask again.
  const { status } = await client.once('POST', `${await client.pathOf(pod)}/eviction`, { body });
  return status < 300;
}

/** What the budgets over a pod say, for the reader of a failure. */
function budgetsOf({ metadata }: Pod, budgets: Iterable<Budget>): string {
  const covers = (budget: Budget) =>
    budget.metadata.namespace === metadata.namespace &&
    Object.entries(budget.spec.selector?.matchLabels ?? {}).every(([key, value]) => metadata.labels?.[key] === value);
  const found = [...budgets].filter(covers).map(({ metadata: { name }, status }) => {
    return `PodDisruptionBudget/${name} counts ${status?.currentHealthy} of ${status?.expectedPods} healthy and wants ${status?.desiredHealthy}`;
  });
  return found.length === 0 ? 'no PodDisruptionBudget covers it' : found.join(', ');
}
