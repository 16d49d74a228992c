import type { KubeClient } from '../kube/client';
import { type Pod, isTrue } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

const program = 'generic-device-plugin';

export const devicePlugin: Actor = {
  name: 'device plugin',
  standsInFor: 'generic-device-plugin, and the kubelet that it registers with',
  asserts:
    'the devices that its generated arguments name are resources of a blade as soon as its pod runs there and not before; pods that ask for them wait until then, and no more get one than there are',
  doesNotAssert: 'that the device is there, that a container gets it and may use it',
  waitsFor: { group: '', kind: 'Pod' },
  async start({ bench: { client }, onError }) {
    return [
      await reconcileAll<Pod>(client, { apiVersion: 'v1', kind: 'Pod' }, (pod) => register(client, pod), { onError }),
    ];
  },
};

async function register(client: KubeClient, pod: Pod): Promise<void> {
  const container = pod.spec.containers.find(({ image }) => image?.includes(program));
  if (container === undefined || pod.spec.nodeName === undefined || !isTrue(pod, 'Ready')) return;
  const resources = resourcesOf((container as { args?: string[] }).args ?? []);
  const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: pod.spec.nodeName } };
  await client.merge(node, { status: { capacity: resources, allocatable: resources } }, 'status');
}

interface Device {
  name: string;
  groups: { count?: number }[];
}

/** `{ 'squat.ai/i2c': '2' }`: how many containers may hold each device, by the arguments of the program. */
export function resourcesOf(args: readonly string[]): Record<string, string> {
  const after = (flag: string) => args.flatMap((arg, at) => (args[at - 1] === flag ? [arg] : []));
  const [domain = 'squat.ai'] = after('--domain');
  const devices = after('--device').map((text) => JSON.parse(text) as Device);
  return Object.fromEntries(
    devices.map(({ name, groups }) => [
      `${domain}/${name}`,
      String(groups.reduce((sum, { count = 1 }) => sum + count, 0)),
    ]),
  );
}
