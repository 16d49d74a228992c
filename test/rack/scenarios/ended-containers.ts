import { objectId } from '../../cluster/kube/object';
import { pods } from './apps';
import type { RackContext } from './scenario';

interface Ended {
  reason?: string;
  exitCode?: number;
}

interface Status {
  phase?: string;
  reason?: string;
  message?: string;
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
}

interface ContainerStatus {
  name: string;
  restartCount: number;
  lastState?: { terminated?: Ended };
}

/**
 * Containers of a namespace that a kubelet had to start again, and pods that it evicted, each with its reason. A Job that
 * succeeded may have tried more than once.
 */
export async function endedContainers(context: RackContext, namespace: string): Promise<string[]> {
  return (await pods(context, namespace)).flatMap((pod) => {
    const { phase, reason, message, initContainerStatuses = [], containerStatuses = [] } = (pod.status ?? {}) as Status;
    const all = phase === 'Succeeded' ? [] : [...initContainerStatuses, ...containerStatuses];
    const again = all.filter(({ restartCount }) => restartCount > 0);
    return [
      ...(phase === 'Failed' ? [`${objectId(pod)} failed: ${reason ?? ''} ${message ?? ''}`] : []),
      ...again.map(({ name, restartCount, lastState }) => {
        const { reason: why = 'unknown', exitCode = 0 } = lastState?.terminated ?? {};
        return `${objectId(pod)} ${name} was started again ${restartCount} times: ${why}, exit code ${exitCode}`;
      }),
    ];
  });
}
