import type { Pod } from '../kube/object';
import type { ScenarioContext } from './scenario';
import { type QuorumSet, quorumSets } from './sets';

/** Blades that lose power at the same time. */
export type Loss = readonly string[];

/** One blade for each role a blade can have: control plane, an operator's pods, a set's, a set of one, a Deployment's. */
export function onePerRole({ recorder, rackBench }: ScenarioContext): Loss[] {
  const pods = [...recorder.pods.objects.values()];
  const chosen = new Set<string>();
  const choose = (name: string | undefined) => name !== undefined && chosen.add(name);
  choose(rackBench.underTest.machines.find(({ role }) => role === 'control-plane')?.name);
  const isOneOfMany = ({ metadata }: Pod) => {
    const owner = metadata.ownerReferences?.find(({ kind }) => kind === 'StatefulSet')?.name;
    const set = recorder.statefulSets.objects.get(`${metadata.namespace}/${owner}`);
    return (set?.spec.replicas ?? 1) > 1;
  };
  const roles: ((pod: Pod) => boolean)[] = [
    ownedBy('Cluster'),
    (pod) => ownedBy('StatefulSet')(pod) && isOneOfMany(pod),
    (pod) => ownedBy('StatefulSet')(pod) && !isOneOfMany(pod),
    ownedBy('ReplicaSet'),
  ];
  for (const role of roles) {
    const homes = pods.filter(role).flatMap(({ spec }) => spec.nodeName ?? []);
    if (!homes.some((home) => chosen.has(home))) choose(homes[0]);
  }
  return [...chosen].map((name) => [name]);
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
