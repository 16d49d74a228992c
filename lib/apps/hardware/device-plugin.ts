import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { DeviceAccess } from '../../kit/peers';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import { accessOf } from '../../rack-file/fans';
import type { RackSpec } from '../../rack-file/rack';

const namespace = 'hardware';
const domain = 'squat.ai';

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
  private readonly names: ReadonlyMap<string, string>;

  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'device-plugin');
    this.names = deviceNames(rack);
    // The plugin ends at once when it has nothing to hand on.
    if (this.names.size === 0) return;
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
          args: ['--domain', domain, ...[...this.names].flatMap(([bus, name]) => ['--device', deviceFlag(name, bus)])],
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

  resourceFor(bus: string): string {
    const name = this.names.get(bus);
    if (name === undefined) throw new Error(`no fan of this rack is behind ${bus}`);
    return `${domain}/${name}`;
  }
}

/**
 * Buses that fans of this rack are behind, each with the name of its device. Where there are two of a kind each has a name
 * of its own: a blade may have both, and a pod must get the one that its fan is on.
 */
function deviceNames({ hardware }: RackSpec): Map<string, string> {
  const fans = Object.values(hardware).flatMap(({ fan }) => fan ?? []);
  return new Map(
    (['i2c', 'uart'] as const).flatMap((access) => {
      const buses = [...new Set(fans.filter((fan) => accessOf(fan) === access).map(({ bus }) => bus))].sort();
      return buses.map((bus): [string, string] => [bus, buses.length === 1 ? access : bus.toLowerCase()]);
    }),
  );
}

/** Two shares of a device: with one, a new pod could not start before the old one let go. */
function deviceFlag(name: string, bus: string): string {
  return JSON.stringify({ name, groups: [{ count: 2, paths: [{ path: `/dev/${bus}` }] }] });
}
