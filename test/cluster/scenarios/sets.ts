import { quorumMark } from '../../../lib/facts/marks';
import { type KubeObject, type Pod, isTrue, objectId } from '../kube/object';
import type { RackBench } from '../rack-bench';
import type { Recorder, Replicated } from './recorder';

/** Pods of one kind, of which some must be Ready: those of a StatefulSet, a Deployment or a PostgreSQL cluster. */
export interface QuorumSet {
  /** `data/StatefulSet/redis` */
  id: string;
  wanted: number;
  /** Members that must be Ready for the set to serve. */
  quorum: number;
  members: Pod[];
}

interface Cluster extends KubeObject {
  spec: { instances: number };
}

/** The class of what holds data. */
const dataClass = 'rackwright-data';

/** All sets of two members or more. What has one member has no quorum to keep. */
export async function quorumSets({ bench }: RackBench, recorder: Recorder): Promise<QuorumSet[]> {
  const clusters = await bench.client.list<Cluster>('postgresql.cnpg.io/v1', 'Cluster').catch(() => []);
  const sets = [
    ...[...recorder.statefulSets.objects.values()].map((set) => ({
      id: objectId(set),
      wanted: set.spec.replicas ?? 1,
      quorum: quorumOf(set),
      members: podsOwnedBy(recorder, set),
    })),
    ...[...recorder.deployments.objects.values()].map((set) => ({
      id: objectId(set),
      wanted: set.spec.replicas ?? 1,
      quorum: quorumOf(set),
      members: podsOfDeployment(recorder, set),
    })),
    ...clusters.map((cluster) => ({
      id: objectId(cluster),
      wanted: cluster.spec.instances,
      quorum: majority(cluster.spec.instances),
      members: podsOwnedBy(recorder, cluster),
    })),
  ];
  return sets.filter(({ wanted }) => wanted > 1);
}

/**
 * What the set needs by its nature, and more if it says so: a majority of what holds data, one pod of what serves. Pods of a
 * Deployment hold none, whatever their class: of an operator in the class of its databases one is enough. What the output
 * states is to be proved, so a lower figure counts for nothing.
 */
export function quorumOf({ kind, metadata, spec }: Pick<Replicated, 'kind' | 'metadata' | 'spec'>): number {
  const wanted = spec.replicas ?? 1;
  const holdsData = kind === 'StatefulSet' && spec.template.spec.priorityClassName === dataClass;
  const needed = holdsData ? majority(wanted) : Math.min(1, wanted);
  return Math.max(Number(quorumMark.in(metadata.annotations) ?? 0), needed);
}

/** Sets that state a quorum below what they need. */
export function understatedQuorums({ statefulSets, deployments }: Recorder): string[] {
  return [...statefulSets.objects.values(), ...deployments.objects.values()].flatMap((set) => {
    const stated = quorumMark.in(set.metadata.annotations);
    if (stated === undefined || Number(stated) >= quorumOf(set)) return [];
    return [
      `${objectId(set)} states a quorum of ${stated}; ${set.spec.replicas ?? 1} pods of it need ${quorumOf(set)}`,
    ];
  });
}

function podsOfDeployment(recorder: Recorder, { metadata }: KubeObject): Pod[] {
  const ofIt = (pod: Pod) =>
    pod.metadata.ownerReferences?.some(
      ({ kind, name }) => kind === 'ReplicaSet' && name.slice(0, name.lastIndexOf('-')) === metadata.name,
    );
  return [...recorder.pods.objects.values()].filter(
    (pod) => pod.metadata.namespace === metadata.namespace && ofIt(pod),
  );
}

function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

export function podsOwnedBy({ pods }: Recorder, { kind, metadata }: KubeObject): Pod[] {
  return [...pods.objects.values()].filter(
    (pod) =>
      pod.metadata.namespace === metadata.namespace &&
      pod.metadata.ownerReferences?.some((owner) => owner.kind === kind && owner.name === metadata.name),
  );
}

export function readyOf({ members }: QuorumSet): Pod[] {
  return members.filter((pod) => isTrue(pod, 'Ready') && pod.metadata.deletionTimestamp === undefined);
}
