import type { Guest } from '../../../thermal-daemon/vm/guest';
import type { Bench } from '../../cluster/bench';
import { type KubeObject, type Node, type Pod, isTrue, objectId } from '../../cluster/kube/object';
import { ask } from '../../judges/models/http';
import type { BladeSpec } from '../box/blade-files';
import { sh, waitOnBlade } from './blade-time';
import type { Arm64Image } from './images';

/** What every check looks at: a control plane, one emulated blade of it, and what was applied. */
export interface Arm64Context {
  bench: Bench;
  guest: Guest;
  spec: BladeSpec;
  /** The device plugin and the thermal daemon, as `dist/` has them. */
  objects: readonly KubeObject[];
  images: readonly Arm64Image[];
  say: (line: string) => void;
}

export interface DaemonSet extends KubeObject {
  spec: {
    template: {
      spec: {
        nodeSelector?: Record<string, string>;
        securityContext: { runAsUser: number; runAsGroup: number };
        containers: [{ securityContext: object; resources: { limits: { cpu: string; memory: string } } }];
      };
    };
  };
}

/** A running pod with what its kubelet says of its one container. */
export type OnePod = Pod & {
  status: { podIP: string; containerStatuses: [{ restartCount: number; imageID: string; containerID: string }] };
};

export const resource = 'squat.ai/i2c';

export function daemonSet({ objects }: Pick<Arm64Context, 'objects'>, namespace: string): DaemonSet {
  const found = objects.find(({ kind, metadata }) => kind === 'DaemonSet' && metadata.namespace === namespace);
  if (found === undefined) throw new Error(`dist/ has no DaemonSet in ${namespace}`);
  return found as unknown as DaemonSet;
}

/** The pod of a namespace's DaemonSet that is not being taken away. @throws unless there is exactly one */
export async function podIn(context: Arm64Context, namespace: string): Promise<OnePod> {
  const { name } = daemonSet(context, namespace).metadata;
  const all = await context.bench.client.list<Pod>('v1', 'Pod', namespace);
  const own = all.filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === name && !metadata.deletionTimestamp,
  );
  if (own.length !== 1) throw new Error(`${namespace}/DaemonSet/${name} has ${own.length} pods`);
  return own[0] as OnePod;
}

/** Waits for it to be Ready, and not to be the pod with another uid. @throws with what its container waits for */
export async function readyPod(
  context: Arm64Context,
  namespace: string,
  seconds: number,
  instead?: OnePod,
): Promise<OnePod> {
  let last = 'no pod';
  return waitOnBlade(context, `a Ready pod in ${namespace}`, seconds, async () => {
    const pod = await podIn(context, namespace);
    last = `${objectId(pod)} is not Ready: ${JSON.stringify(pod.status?.containerStatuses)}`;
    return isTrue(pod, 'Ready') && pod.metadata.uid !== instead?.metadata.uid ? pod : undefined;
  }).catch(async (error: Error) => {
    const log = await sh(context, 'tail -n 15 /var/log/kubelet.log').catch(({ message }: Error) => message);
    throw new Error(`${error.message}: ${last}\n${log}`);
  });
}

type ReadyNode = Node & {
  status: { nodeInfo: { architecture: string; kernelVersion: string; kubeletVersion: string } };
};

export async function node({ bench, spec }: Arm64Context): Promise<ReadyNode> {
  const found = await bench.client.get<ReadyNode>('v1', 'Node', undefined, spec.name);
  if (found === undefined) throw new Error(`Node/${spec.name} does not exist`);
  return found;
}

export async function allocatable(context: Arm64Context): Promise<number> {
  return Number((await node(context)).status.allocatable?.[resource] ?? 0);
}

/** A figure of the daemon's, as Prometheus would read it. */
export async function figure(pod: OnePod, name: string): Promise<number> {
  const { text } = await ask(`http://${pod.status.podIP}:9101/metrics`, { seconds: 60 });
  const found = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`${objectId(pod)} has no ${name}: ${text.slice(0, 200)}`);
  return Number(found);
}

/** Pid of the daemon's process on the blade. */
export async function daemonPid(context: Arm64Context): Promise<number> {
  const pids = (await sh(context, 'pgrep -x node')).split('\n');
  if (pids.length !== 1) throw new Error(`${pids.length} processes called node run on the blade`);
  return Number(pids[0]);
}

/** What drives the fan, 0 to 255: read from the chip behind everybody's back. */
export async function duty(context: Arm64Context): Promise<number> {
  return Number(await sh(context, 'cat /sys/module/fanfake/parameters/duty'));
}
