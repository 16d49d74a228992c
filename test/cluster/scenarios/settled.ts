import { type KubeObject, type Pod, conditionOf, isTrue, objectId } from '../kube/object';
import type { OnEachNode, Recorder, Replicated } from './recorder';
import type { ScenarioContext } from './scenario';
import { untilNone } from './until';

/** Waits until every pod is well and every roll-out at its end; returns what is not. */
export async function unsettled(context: ScenarioContext, timeoutSeconds: number, after: string): Promise<string[]> {
  const { recorder } = context;
  const late = () => [...illPods(recorder).map(objectId), ...unfinished(recorder).map(objectId)];
  await untilNone(context, timeoutSeconds, late);
  return [
    ...illPods(recorder).map((pod) => `${objectId(pod)} did not heal after ${after} (${stateOf(pod)})`),
    ...unfinished(recorder).map((each) => `${objectId(each)} did not finish rolling out after ${after}`),
  ];
}

export function isWell(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp === undefined && (pod.status?.phase === 'Succeeded' || isTrue(pod, 'Ready'));
}

function illPods({ pods }: Recorder): Pod[] {
  return [...pods.objects.values()].filter((pod) => !isWell(pod));
}

function unfinished({ deployments, statefulSets, daemonSets }: Recorder): KubeObject[] {
  const replicated = [...deployments.objects.values(), ...statefulSets.objects.values()];
  return [
    ...replicated.filter((each) => !isWhole(each) || !isUpdated(each)),
    ...[...daemonSets.objects.values()].filter((each) => !isEverywhere(each)),
  ];
}

/** As many pods Ready as it wants. */
export function isWhole({ spec, status, metadata }: Replicated): boolean {
  const { replicas = 1 } = spec;
  return status?.observedGeneration === metadata.generation && (status?.readyReplicas ?? 0) >= replicas;
}

function isUpdated({ spec, status }: Replicated): boolean {
  const { replicas = 1 } = spec;
  return (status?.updatedReplicas ?? 0) >= replicas;
}

function isEverywhere({ status, metadata }: OnEachNode): boolean {
  const wanted = status?.desiredNumberScheduled ?? 0;
  const rolledOut = (status?.updatedNumberScheduled ?? 0) >= wanted && (status?.numberReady ?? 0) >= wanted;
  return status?.observedGeneration === metadata.generation && rolledOut;
}

export function stateOf(pod: Pod): string {
  const { nodeName = 'no blade' } = pod.spec;
  if (pod.metadata.deletionTimestamp !== undefined) return `Terminating on ${nodeName}`;
  const why = conditionOf(pod, 'PodScheduled')?.message;
  return `${pod.status?.phase} on ${nodeName}${why === undefined ? '' : `: ${why}`}`;
}
