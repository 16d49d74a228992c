import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type KubeObject, objectId } from '../kube/object';
import type { OnSharedBench, ScenarioContext } from './scenario';
import { quorumSets, readyOf } from './sets';
import { unsettled } from './settled';
import type { Budget } from './recorder';

const run = promisify(execFile);

/** Instead of the plan's own quarter of an hour, in which a real program may have to finish its work. */
const drainSeconds = 90;
const settlingSeconds = 120;

export const rollingUpgrade: OnSharedBench = {
  id: '8',
  title: 'Upgrade of the rack',
  everyday: false,
  async run(context) {
    const { rackBench, timeline, recorder } = context;
    const { upgradePlan } = rackBench.underTest;
    const broken = await watchPromises(context);
    const failures: string[] = [];
    let drained = 0;
    for (const { node, drain, uncordon } of upgradePlan) {
      const error = await kubectl(context, [...drain, `--timeout=${drainSeconds}s`]);
      timeline.add(error === undefined ? `${node} is drained` : `${node} cannot be drained`);
      await kubectl(context, uncordon);
      if (error !== undefined) {
        failures.push(`Node/${node} cannot be drained: ${error}`);
        break; // as a person would, who follows the plan
      }
      drained += 1;
      failures.push(...(await unsettled(context, settlingSeconds, `${node} was drained and uncordoned`)));
    }
    failures.push(...broken.stop());
    return {
      asserted: `${drained} of ${upgradePlan.length} nodes drained and uncordoned with the commands and in the order of the upgrade plan; ${recorder.budgets.objects.size} disruption budgets and ${broken.sets} quorums hold throughout`,
      objects: upgradePlan.length + recorder.budgets.objects.size + broken.sets,
      failures,
    };
  },
};

/** What must hold at every moment and not only between two nodes: looked at whenever a budget or a pod changes. */
async function watchPromises(context: ScenarioContext): Promise<{ sets: number; stop: () => string[] }> {
  const { rackBench, recorder } = context;
  const failures = new Set<string>();
  const sets = await quorumSets(rackBench, recorder);
  let watching = true;
  recorder.budgets.onChange(({ type, object }) => {
    if (watching && type !== 'DELETED') for (const failure of belowBudget(object)) failures.add(failure);
  });
  recorder.pods.onChange(() => {
    if (!watching) return;
    for (const set of sets) {
      const members = set.members.flatMap(({ metadata }) =>
        recorder.pods.objects.get(`${metadata.namespace}/${metadata.name}`),
      );
      const ready = readyOf({ ...set, members: members.filter((pod) => pod !== undefined) }).length;
      if (ready < set.quorum) failures.add(`${set.id} lost its quorum: ${ready} of ${set.wanted} Ready`);
    }
  });
  return {
    sets: sets.length,
    stop() {
      watching = false;
      return [...failures];
    },
  };
}

/** The eviction API keeps to budgets; a set that falls below its budget all the same lost a pod by another way. */
function belowBudget(budget: Budget & KubeObject): string[] {
  const { currentHealthy = 0, desiredHealthy = 0, expectedPods = 0 } = budget.status ?? {};
  if (expectedPods === 0 || currentHealthy >= desiredHealthy) return [];
  return [`${objectId(budget)}: ${currentHealthy} healthy pods, its budget wants ${desiredHealthy}`];
}

/** Runs the real kubectl; returns the end of what it complained of. */
async function kubectl({ rackBench: { bench } }: ScenarioContext, args: string[]): Promise<string | undefined> {
  try {
    await run(bench.programs.kubectl!, [`--kubeconfig=${bench.kubeconfig}`, ...args]);
    return undefined;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const lines = stderr?.trim().split('\n') ?? [(error as Error).message];
    return [...new Set([...lines.filter((line) => /evict/.test(line)).slice(-2), ...lines.slice(-1)])].join('; ');
  }
}
