import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { DeviceAccess } from '../../kit/peers';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';

const namespace = 'hardware';

export const devicePlugin = app({
  name: 'device-plugin',
  area: 'hardware',
  summary: 'Hands the I2C bus of a blade to pods that ask for it by name, so that those need no privilege',
  spec: z.strictObject({}),
  offers: [DeviceAccess],
  namespaces: { [namespace]: 'privileged' },
  build: (scope, { rack }) => new DevicePlugin(scope, rack),
});

/** The only privileged pod beside the network and the storage: it registers devices with the kubelet and nothing else. */
export class DevicePlugin extends Construct implements DeviceAccess {
  readonly devices = { i2c: 'squat.ai/i2c' };

  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'device-plugin');
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
          args: ['--domain', 'squat.ai', ...buses(rack).flatMap((bus) => ['--device', i2cDevice(bus)])],
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

/** Buses that fan chips of this rack sit on, `i2c-1` unless the rack file says otherwise. */
function buses({ hardware }: RackSpec): string[] {
  const named = Object.values(hardware).flatMap(({ fan }) => (fan && fan.chip !== 'pwm' ? [fan.bus] : []));
  return [...new Set(named)].sort();
}

/** Two shares of the bus: with one, a new pod could not start before the old one let go. */
function i2cDevice(bus: string): string {
  return JSON.stringify({ name: 'i2c', groups: [{ count: 2, paths: [{ path: `/dev/${bus}` }] }] });
}
