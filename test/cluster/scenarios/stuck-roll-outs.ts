import type { TreeObject } from '../dry-run/read-tree';
import { type Pod, conditionOf, isTrue } from '../kube/object';
import { appObjects, appOf, editObject, kustomizationOf } from './edit-tree';
import { dependentsOf, landing, leaves } from './landing';
import type { Outcome, OnSharedBench, ScenarioContext } from './scenario';
import { unsettled } from './settled';
import { untilNone } from './until';

/** More than any blade has: the pods of the new template find no room, and those of the old one go on serving. */
const beyondAnyBlade = '640Gi';

/** A commit whose pods never get ready is not what runs, and Flux must say so. */
export const stuckRollOut: OnSharedBench = {
  id: '11',
  title: 'A roll-out that never ends',
  everyday: true,
  async run(context) {
    const victims = oneOfEachKind(victimsIn(context));
    const good = context.rackBench.flux.remote.commit('before the roll-out');
    // The rack waits minutes for health; here nothing is slow, so half a minute tells the same.
    commitSick(context, victims, '20s');
    // Flux tries again and again, and while it does the Kustomization says Unknown: once seen is told.
    const told = new Set<TreeObject>();
    const silent = await untilNone(context, 300, () => {
      for (const each of victims) if (reported(context, each)) told.add(each);
      return victims.filter((each) => !told.has(each)).map(nameOf);
    });
    const failures = silent.map((name) => `${name}: its pods never get ready, and Flux does not say so`);
    return finish(context, victims, good, failures, {
      asserted: `${victims.map(nameOf).join(', ')}: new pods find no blade, old ones serve; each Kustomization says which, a revert heals`,
      objects: victims.length,
    });
  },
};

/** Health that is awaited takes a worker each; what is well must not wait for them. */
export const sickApps: OnSharedBench = {
  id: '12',
  title: 'Six sick apps',
  everyday: true,
  async run(context) {
    const sick = victimsIn(context).slice(0, 6);
    const good = context.rackBench.flux.remote.commit('before the sick apps');
    const commit = commitSick(context, sick);
    const all = [...context.recorder.kustomizations.objects.values()];
    const hit = new Set(sick.flatMap((each) => [...dependentsOf(all, appOf(each.file))]));
    const since = context.timeline.now();
    const failures = await landing(context, commit, 60, hit);
    const seconds = Math.round(context.timeline.now() - since);
    return finish(context, sick, good, failures, {
      asserted: `${sick.map(nameOf).join(', ')} never get ready; the other ${all.length - hit.size} Kustomizations land the same commit within ${seconds} s`,
      objects: all.length - hit.size,
    });
  },
};

const nameOf = ({ object }: TreeObject) => `${object.kind}/${object.metadata.name}`;

/** A Deployment or StatefulSet of each app on which nobody depends. */
function victimsIn({ rackBench: { worktree }, recorder }: ScenarioContext): TreeObject[] {
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const workloads = appObjects(worktree).filter(
    ({ file, object }) => ['Deployment', 'StatefulSet'].includes(object.kind) && alone.has(appOf(file)),
  );
  const victims = [...new Map(workloads.map((each) => [appOf(each.file), each])).values()];
  if (victims.length === 0) throw new Error('no Deployment or StatefulSet in an app on which nobody depends');
  return victims;
}

function oneOfEachKind(victims: readonly TreeObject[]): TreeObject[] {
  return [...new Map(victims.map((each) => [each.object.kind, each])).values()];
}

function commitSick(context: ScenarioContext, victims: readonly TreeObject[], timeout?: string): string {
  const { worktree, flux } = context.rackBench;
  for (const victim of victims) {
    editObject(worktree, victim, (document) => {
      for (const part of ['requests', 'limits'])
        document.setIn(['spec', 'template', 'spec', 'containers', 0, 'resources', part, 'memory'], beyondAnyBlade);
    });
    if (timeout === undefined) continue;
    editObject(worktree, kustomizationOf(worktree, appOf(victim.file)), (document) =>
      document.setIn(['spec', 'timeout'], timeout),
    );
  }
  const titles = victims.map(nameOf).join(', ');
  context.timeline.add(`commit: ${titles} ask for more than any blade has`);
  return flux.remote.commit(`sick: ${titles}`);
}

function reported({ recorder }: ScenarioContext, victim: TreeObject): boolean {
  const kustomization = recorder.kustomizations.objects.get(`flux-system/${appOf(victim.file)}`);
  const ready = conditionOf(kustomization ?? {}, 'Ready');
  return ready?.status === 'False' && (ready.message ?? '').includes(victim.object.metadata.name);
}

/**
 * Takes the commit back, and looks whether all is as it was. A StatefulSet waits for its stuck pod even when the template is
 * right again (Kubernetes, "forced rollback"), so somebody deletes that pod, as docs/runbooks/flux-operator.md says.
 */
async function finish(
  context: ScenarioContext,
  sick: readonly TreeObject[],
  good: string,
  failures: string[],
  outcome: Omit<Outcome, 'failures'>,
): Promise<Outcome> {
  const healed = context.rackBench.flux.remote.restore(good, 'revert: sick');
  const { client } = context.rackBench.bench;
  const names = sick.filter(({ object }) => object.kind === 'StatefulSet').map(({ object }) => object.metadata.name);
  const isStuck = (pod: Pod) => !isTrue(pod, 'Ready') && names.some((name) => pod.metadata.name.startsWith(`${name}-`));
  const late = await landing(context, healed, 300, new Set(sick.map(({ file }) => appOf(file))));
  for (const pod of [...context.recorder.pods.objects.values()].filter(isStuck)) await client.remove(pod);
  return { ...outcome, failures: [...failures, ...late, ...(await unsettled(context, 120, 'the revert'))] };
}
