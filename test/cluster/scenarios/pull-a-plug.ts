import { type KubeObject, type Pod, type Taint, isTrue, objectId } from '../kube/object';
import { sleep, waitFor } from '../kube/wait';
import { appObjects, editObject } from './edit-tree';
import { landing } from './landing';
import { unsettled } from './settled';
import type { Outcome, Scenario, ScenarioContext } from './scenario';

interface Controlled extends KubeObject {
  spec: { replicas?: number };
  status?: { readyReplicas?: number; observedGeneration?: number; updatedReplicas?: number };
}

const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Seconds beyond a pod's own toleration until its successor must be Ready elsewhere. */
const graceSeconds = 60;

export const pullAPlug: Scenario = {
  id: '3',
  title: 'Pull a plug',
  everyday: true,
  async run(context) {
    const every = context.rackBench.underTest.machines.map(({ name }) => name);
    const blades = context.full ? every : bladesToPull(context);
    const outcomes: Outcome[] = [];
    for (const blade of blades) outcomes.push(await pull(context, blade));
    return {
      asserted: `${blades.join(', ')}: what can move is Ready elsewhere, sets keep their quorum, a commit to every workload lands meanwhile, all heals`,
      objects: outcomes.reduce((sum, { objects }) => sum + objects, 0),
      failures: outcomes.flatMap(({ failures }) => failures),
    };
  },
};

/** One blade per role that a blade can have: control plane, an operator's pods, each kind of pods with a volume, the rest. */
export function bladesToPull({ recorder, rackBench }: ScenarioContext): string[] {
  const pods = [...recorder.pods.objects.values()];
  const nodeOf = (wanted: (pod: Pod) => boolean) => pods.find(wanted)?.spec.nodeName;
  const ownedBy = (kind: string) => (pod: Pod) =>
    pod.metadata.ownerReferences?.some((owner) => owner.kind === kind) === true;
  const chosen = [
    rackBench.underTest.machines.find(({ role }) => role === 'control-plane')?.name,
    nodeOf(ownedBy('Cluster')),
    nodeOf(ownedBy('StatefulSet')),
    nodeOf(ownedBy('ReplicaSet')),
  ];
  return [...new Set(chosen.filter((name) => name !== undefined))];
}

async function pull(context: ScenarioContext, blade: string): Promise<Outcome> {
  const { rackBench, recorder, timeline } = context;
  const { rack, flux } = rackBench;
  const failures: string[] = [];
  const affected = [...recorder.pods.objects.values()].filter((pod) => pod.spec.nodeName === blade);
  timeline.add(`the plug of ${blade} is pulled; it runs ${affected.length} pods`);
  await rack.pullPlug([blade]);
  const readyNode = () => isTrue(recorder.nodes.objects.get(blade)!, 'Ready');
  await waitFor(`${blade} NotReady`, 90, () => (readyNode() ? undefined : true));

  const good = flux.remote.commit('before the commit to every workload');
  const touched = touchEveryWorkload(context, blade);
  const commit = flux.remote.commit(`every workload, while ${blade} is down`);
  timeline.add(`a commit to ${touched} workloads while ${blade} is down`);
  failures.push(...(await landing(context, commit, 360)).map((failure) => `while ${blade} is down: ${failure}`));
  failures.push(...(await moved(context, blade, affected)));

  await rack.plugIn([blade]);
  timeline.add(`${blade} is back`);
  failures.push(...(await unsettled(context, 120, `${blade} came back`)));
  const undone = flux.remote.restore(good, `as before ${blade} went down`);
  failures.push(...(await landing(context, undone, 360)));
  failures.push(...(await unsettled(context, 120, `${blade} came back`)));
  return { asserted: blade, objects: affected.length + touched, failures };
}

/** A new annotation in each pod template: all pods are replaced, as an image update would do. */
function touchEveryWorkload({ rackBench: { worktree } }: ScenarioContext, value: string): number {
  const workloads = appObjects(worktree).filter(({ object }) => workloadKinds.includes(object.kind));
  for (const workload of workloads) {
    editObject(worktree, workload, (document) => {
      document.setIn(['spec', 'template', 'metadata', 'annotations', 'bench.rackwright.dev/commit'], value);
    });
  }
  return workloads.length;
}

/** Deployments must be whole without the blade; sets bound to it must keep a majority. */
async function moved(context: ScenarioContext, blade: string, affected: Pod[]): Promise<string[]> {
  const {
    rackBench: { bench },
    timeline,
  } = context;
  const failures: string[] = [];
  const toleration = Math.max(0, ...affected.filter(movable).map((pod) => tolerationSeconds(pod)));
  const deadline = timeline.now() + toleration + graceSeconds;
  const short = async () =>
    (await bench.client.list<Controlled>('apps/v1', 'Deployment')).filter((each) => !isWhole(each));
  while (timeline.now() < deadline && (await short()).length > 0) await sleep(500);
  for (const each of await short()) {
    failures.push(
      `${objectId(each)} has ${each.status?.readyReplicas ?? 0} of ${each.spec.replicas} pods while ${blade} is down`,
    );
  }
  for (const each of await bench.client.list<Controlled>('apps/v1', 'StatefulSet')) {
    const { replicas = 1 } = each.spec;
    const ready = each.status?.readyReplicas ?? 0;
    if (replicas > 1 && ready * 2 <= replicas)
      failures.push(`${objectId(each)} lost its majority with ${blade}: ${ready} of ${replicas} ready`);
  }
  for (const each of await bench.client
    .list<KubeObject & { spec: { instances: number }; status?: { readyInstances?: number } }>(
      'postgresql.cnpg.io/v1',
      'Cluster',
    )
    .catch(() => [])) {
    const ready = each.status?.readyInstances ?? 0;
    if (ready * 2 <= each.spec.instances)
      failures.push(`${objectId(each)} lost its majority with ${blade}: ${ready} of ${each.spec.instances} ready`);
  }
  return failures;
}

function movable(pod: Pod): boolean {
  return pod.metadata.ownerReferences?.some(({ kind }) => kind === 'ReplicaSet') === true;
}

function tolerationSeconds(pod: Pod): number {
  const tolerations = pod.spec['tolerations'] as
    { key?: string; effect?: Taint['effect']; tolerationSeconds?: number }[] | undefined;
  const match = tolerations?.find(({ key }) => key === 'node.kubernetes.io/unreachable');
  return match?.tolerationSeconds ?? 0;
}

function isWhole({ spec, status, metadata }: Controlled): boolean {
  const { replicas = 1 } = spec;
  return status?.observedGeneration === metadata.generation && (status?.readyReplicas ?? 0) >= replicas;
}
