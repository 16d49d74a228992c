import { type Pod, isTrue, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import type { ScenarioContext } from './scenario';

/** Waits until no pod is on its way out or unready; returns those that still are. */
export async function unsettled(
  { recorder, timeline }: ScenarioContext,
  timeoutSeconds: number,
  after: string,
): Promise<string[]> {
  const isIll = (pod: Pod) =>
    pod.metadata.deletionTimestamp !== undefined || (pod.status?.phase !== 'Succeeded' && !isTrue(pod, 'Ready'));
  const ill = () => [...recorder.pods.objects.values()].filter(isIll);
  const deadline = timeline.now() + timeoutSeconds;
  while (timeline.now() < deadline && ill().length > 0) await sleep(500);
  return ill().map((pod) => `${objectId(pod)} did not heal after ${after} (${pod.status?.phase})`);
}
