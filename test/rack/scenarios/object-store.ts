import { type KubeObject, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { waitFor } from '../../cluster/kube/wait';
import { pods, whyPodsWait } from './apps';
import type { RackContext } from './scenario';

const readySeconds = 240;

/** Pods of the object store. */
export async function serversOf(context: RackContext): Promise<Pod[]> {
  return (await pods(context, 'data')).filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === 'minio',
  );
}

/** Waits for four Ready servers and the Job that makes buckets and users. @throws with what is not well */
export async function storeWell(context: RackContext, after: string): Promise<void> {
  let last: string[] = [];
  try {
    await waitFor(
      'the object store',
      readySeconds,
      async () => {
        const servers = await serversOf(context);
        const jobs = (await context.box.bench.client.list<KubeObject>('batch/v1', 'Job', 'data')).filter(
          ({ metadata }) => metadata.name.startsWith('minio-setup'),
        );
        last = [
          ...(servers.length === 4 ? [] : [`data/StatefulSet/minio has ${servers.length} pods`]),
          ...servers
            .filter((pod) => !isTrue(pod, 'Ready') || pod.metadata.deletionTimestamp)
            .map((pod) => `${objectId(pod)} is not Ready`),
          ...jobs.filter((job) => !isTrue(job, 'Complete')).map((job) => `${objectId(job)} is not Complete`),
        ];
        return last.length === 0 ? true : undefined;
      },
      1000,
    );
  } catch {
    const why = await whyPodsWait(context, ['data']);
    throw new Error(`${after}: not well after ${readySeconds} s: ${last.join('; ')}${why}`);
  }
}
