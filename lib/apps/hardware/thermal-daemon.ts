import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { fanChipMark } from '../../facts/marks';
import { fanGroupId } from '../../facts/node-hardware';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { DeviceAccess } from '../../kit/peers';
import { httpGet } from '../../kit/probes';
import { KitObject } from '../../kit/kit-object';
import { headlessHost } from '../../kit/service';
import { headlessName } from '../../kit/workload-spec';
import { Workload } from '../../kit/workload';
import { accessOf, fanKinds, type FanKind } from '../../rack-file/fans';
import type { RackSpec } from '../../rack-file/rack';
import { thermalAlerts } from './thermal-daemon.alerts';
import { daemonConfig, hostSys } from './thermal-daemon.config';
import { thermalDashboard } from './thermal-daemon.dashboard';

export const thermalDaemon = app({
  name: 'thermal-daemon',
  area: 'hardware',
  summary: 'Keeps every blade between 50 and 60 °C with as little noise as that takes',
  spec: z.strictObject({}),
  needs: { devices: DeviceAccess },
  namespaces: { thermal: 'restricted', hardware: 'privileged' },
  build: (scope, { rack, devices }) => {
    const kinds = fanKinds(rack);
    for (const kind of kinds) new ThermalDaemon(scope, { kind, rack, devices });
    if (kinds.length === 0) return;
    new Alerts(scope, thermalAlerts);
    new Dashboard(scope, thermalDashboard(rack));
  },
});

interface ThermalDaemonProps {
  kind: FanKind;
  rack: RackSpec;
  devices: DeviceAccess;
}

const port = 9101;

/**
 * One DaemonSet per kind of fan. Behind I2C or a serial line it needs no privilege: the device comes from the device
 * plugin, its group from a udev rule of Talos. A fan that the kernel drives is files of sysfs, which only a mount of the
 * host's opens. Where two blades share a fan, the daemon that drives it asks the other's.
 */
export class ThermalDaemon extends Construct {
  constructor(scope: Construct, { kind, rack, devices }: ThermalDaemonProps) {
    super(scope, kind.name);
    const access = accessOf(kind.fan);
    const shared = kind.fan.sharedWith !== undefined;
    const namespace = access === 'sysfs' ? 'hardware' : 'thermal';
    const name = `thermal-${kind.name}`;
    const config = daemonConfig(kind, rack.blades, rack.thermal, { host: headlessHost(namespace, name), port });
    const workload = new Workload(this, {
      kind: 'DaemonSet',
      namespace,
      name,
      tier: 'node-critical',
      nodeSelector: fanChipMark.as(kind.name),
      user: access === 'sysfs' ? { uid: 0, gid: 0 } : { uid: 65_532, gid: fanGroupId },
      config: { 'config.json': `${JSON.stringify(config, null, 2)}\n` },
      configPath: '/etc/thermal-daemon',
      // The daemon rereads its file and keeps the old one if the new one is wrong.
      onConfigChange: 'reload',
      exceptions: { 'resources/cpu-limit': guaranteed, ...(access === 'sysfs' && sysfsExceptions) },
      ...(access === 'sysfs' && { volumes: { sys: { hostPath: { path: '/sys', type: 'Directory' } } } }),
      containers: {
        'thermal-daemon': {
          image: 'thermal-daemon',
          ports: { http: port },
          scrape: 'http',
          cpu: '100m',
          cpuLimit: '100m',
          memory: '64Mi',
          ...(shared && { env: { NODE_NAME: { fieldPath: 'spec.nodeName' } } }),
          ...(access === 'sysfs'
            ? { mounts: { [hostSys]: 'sys' } }
            : { devices: { [devices.resourceFor(kind.fan.bus)]: 1 } }),
          ready: httpGet('/healthz', 'http'),
          live: httpGet('/healthz', 'http'),
          // Node takes tens of seconds to start on a tenth of a core.
          startup: httpGet('/healthz', 'http', { failureThreshold: 36 }),
        },
      },
    });
    if (shared) this.findEachOther(workload, namespace, name);
  }

  /** Every daemon at its own address, also one that is not ready: its neighbour is the judge of what it tells. */
  private findEachOther(workload: Workload<'http'>, namespace: string, name: string): void {
    new KitObject(this, 'headless-service', {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: headlessName(name), namespace },
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: true,
        selector: workload.selector,
        ports: [{ name: 'http', port, targetPort: 'http', protocol: 'TCP' }],
      },
    });
    workload.connectsTo(workload.ports.http);
  }
}

const guaranteed =
  'the one Guaranteed pod of a blade: cooling gets its turn however busy the blade is, and needs no more';

const sysfsExceptions = {
  'baseline/non-root': 'files of sysfs belong to root, and no udev rule reaches them',
  'baseline/host': 'a fan that the kernel drives is files of the host’s sysfs',
};
