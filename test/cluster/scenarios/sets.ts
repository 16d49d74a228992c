import { quorumMark } from '../../../lib/facts/marks';
import { type KubeObject, type Pod, isTrue, objectId } from '../kube/object';
import type { RackBench } from '../rack-bench';
import type { Recorder } from './recorder';

/** Pods that are only worth something together: a StatefulSet's, or a PostgreSQL cluster's. */
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

/** Priority from which a pod holds data: those sets need a majority, whatever their annotation says. */
const dataClass = 'rackwright-data';

/** All sets of two members or more. What has one member has no quorum to keep. */
export async function quorumSets({ bench }: RackBench, recorder: Recorder): Promise<QuorumSet[]> {
  const clusters = await bench.client.list<Cluster>('postgresql.cnpg.io/v1', 'Cluster').catch(() => []);
  const sets = [
    ...[...recorder.statefulSets.objects.values()].map((set) => ({
      id: objectId(set),
      wanted: set.spec.replicas ?? 1,
      quorum: quorumOf(set, set.spec.replicas ?? 1, set.spec.template.spec.priorityClassName),
      members: podsOwnedBy(recorder, set),
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

function quorumOf({ metadata }: KubeObject, wanted: number, priorityClass: string | undefined): number {
  const stated = Number(quorumMark.in(metadata.annotations) ?? majority(wanted));
  return priorityClass === dataClass ? Math.max(stated, majority(wanted)) : stated;
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
