import type { Pod } from '../kube/object';
import type { ScenarioContext } from './scenario';
import { type QuorumSet, quorumSets } from './sets';

/** Blades that lose power at the same time. */
export type Loss = readonly string[];

/**
 * One blade for each role that a blade can have: control plane, a set of one, a set of many, an operator's pods, a
 * Deployment's. Each is looked for when its turn comes, since pods have moved by then; a blade may cover several.
 */
export function* onePerRole({ recorder, rackBench }: ScenarioContext): Generator<Loss> {
  const setOf = ({ metadata }: Pod) => {
    const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'StatefulSet')?.name;
    return recorder.statefulSets.objects.get(`${metadata.namespace}/${owner}`);
  };
  const roles: ((pod: Pod) => boolean)[] = [
    (pod) => setOf(pod)?.spec.replicas === 1,
    (pod) => (setOf(pod)?.spec.replicas ?? 1) > 1,
    ownedBy('Cluster'),
    ownedBy('ReplicaSet'),
  ];
  const covered = new Set<(pod: Pod) => boolean>();
  const first = rackBench.underTest.machines.find(({ role }) => role === 'control-plane')?.name;
  if (first !== undefined) yield [first];
  for (const role of roles) {
    if (covered.has(role)) continue;
    const pods = [...recorder.pods.objects.values()];
    const home = pods.find((pod) => role(pod) && pod.spec.nodeName !== undefined)?.spec.nodeName;
    if (home === undefined) continue;
    for (const each of roles) if (pods.some((pod) => pod.spec.nodeName === home && each(pod))) covered.add(each);
    yield [home];
  }
}

function ownedBy(kind: string): (pod: Pod) => boolean {
  return ({ metadata }) => metadata.ownerReferences?.some((owner) => owner.kind === kind) === true;
}

export function everyBlade({ rackBench }: ScenarioContext): Loss[] {
  return rackBench.underTest.machines.map(({ name }) => [name]);
}

/**
 * Pairs: one that breaks the quorum of a set, one that takes two sets a member each, one with a control-plane blade. What
 * dies with two blades at once depends on nothing but who lives on them.
 */
export async function somePairs(context: ScenarioContext): Promise<Loss[]> {
  const { rackBench, recorder } = context;
  const sets = await quorumSets(rackBench, recorder);
  const [first, second] = sets.filter(({ wanted, quorum }) => wanted - quorum === 1);
  const pairs = [
    first && homesOf(first).slice(0, 2),
    first && second && twoHomes(first, second),
    [rackBench.underTest.machines[0]!.name, rackBench.underTest.machines.at(-1)!.name],
  ];
  const whole = pairs.filter((pair): pair is string[] => pair?.length === 2);
  return [...new Map(whole.map((pair) => [[...pair].sort().join(), pair])).values()];
}

function homesOf({ members }: QuorumSet): string[] {
  return [...new Set(members.flatMap(({ spec }) => spec.nodeName ?? []))];
}

/** A home of each of two sets such that neither set has both. */
function twoHomes(one: QuorumSet, other: QuorumSet): Loss | undefined {
  const [ones, others] = [homesOf(one), homesOf(other)];
  const a = ones.find((home) => !others.includes(home));
  const b = others.find((home) => !ones.includes(home));
  return a !== undefined && b !== undefined ? [a, b] : undefined;
}
