import { type KubeObject, type Pod, isTrue, objectId } from '../kube/object';
import { type Loss, everyBlade, onePerRole, somePairs } from './blades-to-pull';
import { appObjects, appOf } from './edit-tree';
import { evictableAgainstQuorum } from './evictions';
import { whileFenced } from './fence';
import { dependentsOf, landing } from './landing';
import type { Recorder } from './recorder';
import type { Outcome, OnSharedBench, ScenarioContext } from './scenario';
import { type QuorumSet, quorumSets, readyOf, understatedQuorums } from './sets';
import { isWell, isWhole, stateOf, unsettled } from './settled';
import { type Touched, touchEveryApp, untouched } from './touch-every-app';
import { some, untilNone } from './until';

/** Node status lease, the controller's grace and its period, on a machine that is busy. */
const notReadySeconds = 90;

const silenceSeconds = 30;

/**
 * Until the successor of a pod must be Ready elsewhere: no pod that can move may stay on a silent blade for longer than
 * Kubernetes keeps one that states nothing (300 s), and a StatefulSet's is freed after its grace. The bench's figure and
 * not the pod's: one that tolerates a day would give the test a day.
 */
const movingSeconds = 300 + 90;

/** Until pods that a fence freed are Ready elsewhere. */
const fencedSeconds = 120;

const landingSeconds = 360;
const healingSeconds = 180;

export const pullAPlug: OnSharedBench = {
  id: '3',
  title: 'Pull a plug',
  everyday: true,
  async run(context) {
    const { flux } = context.rackBench;
    const good = flux.remote.commit('before any plug is pulled');
    const understated = understatedQuorums(context.recorder);
    if (context.firstFailureEnds && understated.length > 0) return { asserted: '', objects: 0, failures: understated };
    const losses = context.full ? [...(await somePairs(context)), ...everyBlade(context)] : onePerRole(context);
    const outcomes: Outcome[] = [];
    const pulled: Loss[] = [];
    for (const loss of losses) {
      pulled.push(loss);
      outcomes.push(await pull(context, loss));
      for (const failure of outcomes.at(-1)!.failures) context.timeline.add(`WRONG ${failure}`); // hours may follow
      if (context.firstFailureEnds && outcomes.at(-1)!.failures.length > 0) return outcomes.at(-1)!;
    }
    const failures = outcomes.flatMap((outcome) => outcome.failures);
    failures.push(...understatedQuorums(context.recorder));
    failures.push(...(await landing(context, flux.remote.restore(good, 'as before'), landingSeconds)));
    failures.push(...(await unsettled(context, healingSeconds, 'the last commit was taken back')));
    return {
      asserted: `${pulled.map((loss) => loss.join(' + ')).join(', ')}: ${asserted}; ${[...new Set(outcomes.map((outcome) => outcome.asserted))].join('; ')}`,
      objects: outcomes.reduce((sum, { objects }) => sum + objects, 0),
      failures,
    };
  },
};

const asserted =
  'what can move is Ready elsewhere, sets keep their quorum and no drain may take it, a commit to every app lands meanwhile, all heals';

async function pull(context: ScenarioContext, loss: Loss): Promise<Outcome> {
  const { rackBench, recorder, timeline } = context;
  const { rack, flux, bench } = rackBench;
  const names = loss.join(' and ');
  const affected = [...recorder.pods.objects.values()].filter(({ spec }) => loss.includes(spec.nodeName ?? ''));
  const broken = (await quorumSets(rackBench, recorder)).filter((set) => isBrokenBy(set, loss));
  const waiting = await setsOfOneBound(context, affected);
  timeline.add(`the plug of ${names} is pulled; ${affected.length} pods run there${brokenBy(broken)}`);
  await rack.pullPlug(loss);
  const isUp = (name: string) => isTrue(recorder.nodes.objects.get(name)!, 'Ready');
  const stillUp = await untilNone(context, notReadySeconds, () => loss.filter(isUp).map((name) => `Node/${name}`));
  const failures = stillUp.map((node) => `${node} is still Ready ${notReadySeconds} s after its plug was pulled`);
  failures.push(...(await stillHeard(context, loss)));

  const sets = (await quorumSets(rackBench, recorder)).filter((set) => !broken.some(({ id }) => id === set.id));
  failures.push(...(await evictableAgainstQuorum(bench.client, recorder, sets)));

  // Before a commit makes new pods: it is eviction that has to move them.
  failures.push(...(await hasMoved(context, loss, affected)));
  if (context.firstFailureEnds && failures.length > 0) return { asserted: '', objects: affected.length, failures };

  const touched = touchEveryApp(context, names);
  const commit = flux.remote.commit(`every app, while ${names} is down`);
  timeline.add(`a commit to ${touched.apps} apps and ${touched.workloads} workloads while ${names} is down`);
  failures.push(
    ...(await landsMeanwhile(context, commit, touched, names, [...broken.map(({ id }) => id), ...waiting])),
  );
  if (context.firstFailureEnds && failures.length > 0) return { asserted: '', objects: affected.length, failures };
  failures.push(...(await keepsQuorum(context, names, broken)));

  await rack.plugIn(loss);
  timeline.add(`${names} is back`);
  if (broken.length + waiting.length > 0) failures.push(...(await landing(context, commit, landingSeconds)));
  failures.push(...(await unsettled(context, healingSeconds, `${names} came back`)));
  return { asserted: outageOf(broken), objects: affected.length + touched.objects.length, failures };
}

/** The controller manager declares all pods of a silent blade unready, and no kubelet may say otherwise. */
async function stillHeard(context: ScenarioContext, loss: Loss): Promise<string[]> {
  const ready = () =>
    [...context.recorder.pods.objects.values()]
      .filter((pod) => loss.includes(pod.spec.nodeName ?? '') && isTrue(pod, 'Ready'))
      .map(objectId);
  const late = await untilNone(context, silenceSeconds, ready);
  return late.map((pod) => `${pod} is still Ready on a blade without power`);
}

function isBrokenBy({ members, quorum }: QuorumSet, loss: Loss): boolean {
  return members.filter(({ spec }) => !loss.includes(spec.nodeName ?? '')).length < quorum;
}

function brokenBy(sets: QuorumSet[]): string {
  return sets.length === 0 ? '' : `; without them ${sets.map(({ id }) => id).join(' and ')} cannot serve`;
}

function outageOf(broken: QuorumSet[]): string {
  const ids = broken.map(({ id }) => id).join(' and ');
  return broken.length === 0 ? 'none of them stops a set' : `${ids} stopped with two members, and stopped nobody else`;
}

/** Apps whose sets cannot serve cannot land, nor what depends on them; everything else must. */
async function landsMeanwhile(
  context: ScenarioContext,
  commit: string,
  touched: Touched,
  names: string,
  stopped: readonly string[],
): Promise<string[]> {
  const { recorder, rackBench } = context;
  const ids = new Set(stopped);
  const owners = appObjects(rackBench.worktree).filter(({ object }) => ids.has(objectId(object)));
  const all = [...recorder.kustomizations.objects.values()];
  const except = new Set(owners.flatMap(({ file }) => [...dependentsOf(all, appOf(file))]));
  const failures = await landing(context, commit, landingSeconds, except);
  failures.push(...(await untouched(context, touched, names, except)));
  return failures.map((failure) => `while ${names} is down: ${failure}`);
}

/**
 * Deployments are whole without the blade, and a set of one whose volume can follow is Ready elsewhere. A set of one without a
 * volume is freed by nobody until somebody fences the blade, as the proof's page says; then it moves, too.
 */
async function hasMoved(context: ScenarioContext, loss: Loss, affected: Pod[]): Promise<string[]> {
  const { recorder, timeline, rackBench } = context;
  const names = loss.join(' and ');
  const { deployments, statefulSets } = recorder;
  const bound = await boundPods(context, affected);
  const followers = affected
    .filter((pod) => !bound.has(objectId(pod)))
    .flatMap((pod) => keyOfStatefulSet(pod).map((key) => ({ key, isFreed: hasClaim(pod) })))
    .filter(({ key }) => (statefulSets.objects.get(key)?.spec.replicas ?? 1) === 1);
  const short = (keys: readonly string[]) =>
    [...deployments.objects.values(), ...keys.flatMap((key) => statefulSets.objects.get(key) ?? [])].filter(
      (each) => !isWhole(each),
    );
  const freedByThemselves = followers.filter(({ isFreed }) => isFreed).map(({ key }) => key);
  await untilNone(context, movingSeconds, () => short(freedByThemselves).map(objectId));
  const freed = rackBench.freedPods.splice(0);
  if (freed.length > 0) timeline.add(`Longhorn's stand-in freed ${some(freed)}`);
  if (bound.size > 0) timeline.add(`bound to the disk of ${names} and waiting for it: ${some([...bound])}`);
  const keys = followers.map(({ key }) => key);
  const waiting = keys.filter((key) => !freedByThemselves.includes(key));
  if (waiting.length > 0) {
    timeline.add(`${names} is fenced, since ${some(waiting)} moves only then`);
    await whileFenced(rackBench.bench, loss, () => untilNone(context, fencedSeconds, () => short(keys).map(objectId)));
  }
  return short(keys).map(
    (each) =>
      `${objectId(each)} has ${each.status?.readyReplicas ?? 0} of ${each.spec.replicas ?? 1} pods while ${names} is down: ${whyShort(recorder, each)}`,
  );
}

const hasClaim = ({ spec }: Pod): boolean =>
  spec.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined) === true;

function keyOfStatefulSet({ metadata }: Pod): string[] {
  const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'StatefulSet');
  return owner === undefined ? [] : [`${metadata.namespace}/${owner.name}`];
}

function whyShort({ pods }: Recorder, { metadata: { namespace, name } }: KubeObject): string {
  const states = [...pods.objects.values()]
    .filter(({ metadata }) => metadata.namespace === namespace && metadata.name.startsWith(`${name}-`))
    .filter((pod) => !isWell(pod))
    .map((pod) => `${pod.metadata.name} ${stateOf(pod)}`);
  return states.length === 0 ? 'no pod of it is there' : states.join(', ');
}

interface PersistentVolume extends KubeObject {
  spec: { claimRef?: { name: string; namespace: string }; nodeAffinity?: unknown };
}

/** Pods with a volume that can be used on one blade only. */
async function boundPods({ rackBench }: ScenarioContext, pods: Pod[]): Promise<Set<string>> {
  const volumes = await rackBench.bench.client.list<PersistentVolume>('v1', 'PersistentVolume');
  const pinned = new Set(
    volumes
      .filter(({ spec }) => spec.nodeAffinity !== undefined)
      .map(({ spec: { claimRef } }) => `${claimRef?.namespace}/${claimRef?.name}`),
  );
  const isBound = ({ metadata, spec }: Pod) =>
    spec.volumes?.some(
      ({ persistentVolumeClaim: claim }) => claim && pinned.has(`${metadata.namespace}/${claim.claimName}`),
    ) === true;
  return new Set(pods.filter(isBound).map(objectId));
}

/** StatefulSets whose only pod is bound to a disk that is away: they serve again when it is back, and not before. */
async function setsOfOneBound(context: ScenarioContext, affected: Pod[]): Promise<string[]> {
  const { statefulSets } = context.recorder;
  const bound = await boundPods(context, affected);
  return affected
    .filter((pod) => bound.has(objectId(pod)))
    .flatMap(keyOfStatefulSet)
    .flatMap((key) => statefulSets.objects.get(key) ?? [])
    .filter(({ spec }) => (spec.replicas ?? 1) === 1)
    .map(objectId);
}

async function keepsQuorum(
  { rackBench, recorder }: ScenarioContext,
  names: string,
  broken: QuorumSet[],
): Promise<string[]> {
  const sets = await quorumSets(rackBench, recorder);
  return sets
    .filter((set) => readyOf(set).length < set.quorum && !broken.some(({ id }) => id === set.id))
    .map(
      (set) =>
        `${set.id} lost its quorum with ${names}: ${readyOf(set).length} of ${set.wanted} Ready, ${set.quorum} needed`,
    );
}
