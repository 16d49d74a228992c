import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { DeviceAccess } from '../../kit/peers';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import { accessOf } from '../../rack-file/fans';
import type { RackSpec } from '../../rack-file/rack';

const namespace = 'hardware';

export const devicePlugin = app({
  name: 'device-plugin',
  area: 'hardware',
  summary:
    'Hands the I2C bus or serial line of a blade’s fan to the pod that drives it, so that this one needs no privilege',
  spec: z.strictObject({}),
  offers: [DeviceAccess],
  namespaces: { [namespace]: 'privileged' },
  build: (scope, { rack }) => new DevicePlugin(scope, rack),
});

/** The only privileged pod beside the network and the storage: it registers devices with the kubelet and nothing else. */
export class DevicePlugin extends Construct implements DeviceAccess {
  readonly devices = { i2c: 'squat.ai/i2c', uart: 'squat.ai/uart' };

  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'device-plugin');
    const handedOn = devicesOf(rack);
    // The plugin ends at once when it has nothing to hand on.
    if (handedOn.length === 0) return;
    new Workload(this, {
      kind: 'DaemonSet',
      namespace,
      name: 'device-plugin',
      tier: 'node-critical',
      user: { uid: 0, gid: 0 },
      exceptions: {
        'baseline/non-root': 'the kubelet’s device plugin folder belongs to root',
        'baseline/privileged': 'device nodes of the blade can only be handed on by a pod that sees them all',
        'baseline/privilege-escalation': 'a privileged container cannot give it up',
        'baseline/capabilities': 'a privileged container has them all',
        'baseline/host': 'the kubelet’s device plugin folder and /dev are what it works on',
      },
      volumes: {
        'device-plugins': { hostPath: { path: '/var/lib/kubelet/device-plugins', type: 'Directory' } },
        dev: { hostPath: { path: '/dev', type: 'Directory' } },
      },
      containers: {
        'device-plugin': {
          image: 'generic-device-plugin',
          args: ['--domain', 'squat.ai', ...handedOn.flatMap((device) => ['--device', device])],
          ports: { http: 8080 },
          scrape: 'http',
          cpu: '10m',
          memory: '64Mi',
          mounts: { '/var/lib/kubelet/device-plugins': 'device-plugins', '/dev': 'dev' },
          ready: httpGet('/health', 'http'),
          live: httpGet('/health', 'http'),
          security: {
            privileged: true,
            allowPrivilegeEscalation: true,
            capabilities: undefined,
          },
        },
      },
    });
  }
}

/** Devices that fans of this rack are behind, each as the plugin's flag takes it; one that a blade lacks is no fault. */
function devicesOf({ hardware }: RackSpec): string[] {
  const fans = Object.values(hardware).flatMap(({ fan }) => fan ?? []);
  return (['i2c', 'uart'] as const).flatMap((name) => {
    const buses = fans.filter((fan) => accessOf(fan) === name).map(({ bus }) => bus);
    return [...new Set(buses)].sort().map((bus) => deviceFlag(name, bus));
  });
}

/** Two shares of a device: with one, a new pod could not start before the old one let go. */
function deviceFlag(name: string, bus: string): string {
  return JSON.stringify({ name, groups: [{ count: 2, paths: [{ path: `/dev/${bus}` }] }] });
}
