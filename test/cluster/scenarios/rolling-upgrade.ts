import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Informer } from '../kube/informer';
import { type KubeObject, objectId } from '../kube/object';
import type { Scenario, ScenarioContext } from './scenario';
import { unsettled } from './settled';

interface Budget extends KubeObject {
  status?: { currentHealthy?: number; desiredHealthy?: number; expectedPods?: number; observedGeneration?: number };
}

const run = promisify(execFile);

export const rollingUpgrade: Scenario = {
  id: '8',
  title: 'Upgrade of the rack',
  everyday: false,
  async run(context) {
    const { rackBench, timeline } = context;
    const { machines } = rackBench.underTest;
    const failures: string[] = [];
    const budgets = await watchBudgets(context, failures);
    const order = [
      ...machines.filter(({ role }) => role === 'control-plane'),
      ...machines.filter(({ role }) => role === 'worker'),
    ];
    for (const { name } of order) {
      const error = await drain(context, name);
      timeline.add(error === undefined ? `${name} is drained` : `${name} cannot be drained`);
      if (error !== undefined) failures.push(`Node/${name} cannot be drained: ${error}`);
      await kubectl(context, 'uncordon', name);
      failures.push(...(await unsettled(context, 120, `${name} was drained and uncordoned`)));
    }
    budgets.stop();
    return {
      asserted: `${order.length} nodes drained and uncordoned in turn, control plane first; ${budgets.objects.size} disruption budgets hold throughout`,
      objects: order.length + budgets.objects.size,
      failures,
    };
  },
};

/** The eviction API keeps to budgets; a set that falls below its budget all the same lost a pod by another way. */
async function watchBudgets({ rackBench: { bench } }: ScenarioContext, failures: string[]): Promise<Informer<Budget>> {
  const informer = new Informer<Budget>(bench.client, 'policy/v1', 'PodDisruptionBudget');
  informer.onChange(({ type, object }) => {
    const { currentHealthy = 0, desiredHealthy = 0, expectedPods = 0 } = object.status ?? {};
    if (type === 'DELETED' || expectedPods === 0 || currentHealthy >= desiredHealthy) return;
    const failure = `${objectId(object)}: ${currentHealthy} healthy pods, its budget wants ${desiredHealthy}`;
    if (!failures.includes(failure)) failures.push(failure);
  });
  return informer.start();
}

async function drain(context: ScenarioContext, node: string): Promise<string | undefined> {
  try {
    await kubectl(context, 'drain', node, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=90s');
    return undefined;
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    return stderr?.trim().split('\n').slice(-3).join('; ') ?? (error as Error).message;
  }
}

async function kubectl({ rackBench: { bench } }: ScenarioContext, ...args: string[]): Promise<void> {
  await run(bench.programs.kubectl!, [`--kubeconfig=${bench.kubeconfig}`, ...args]);
}
