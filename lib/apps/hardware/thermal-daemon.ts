import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { fanChipMark } from '../../facts/marks';
import { i2cGroupId } from '../../facts/node-hardware';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { DeviceAccess } from '../../kit/peers';
import { httpGet } from '../../kit/probes';

import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';
import { thermalAlerts } from './thermal-daemon.alerts';
import { daemonConfig, type Fan } from './thermal-daemon.config';
import { thermalDashboard } from './thermal-daemon.dashboard';

export const thermalDaemon = app({
  name: 'thermal-daemon',
  area: 'hardware',
  summary: 'Keeps every blade between 50 and 60 °C with as little noise as that takes',
  spec: z.strictObject({}),
  needs: { devices: DeviceAccess },
  namespaces: { thermal: 'restricted', hardware: 'privileged' },
  build: (scope, { rack, devices }) => {
    const chips = fansByChip(rack);
    for (const [chip, fans] of chips) new ThermalDaemon(scope, { chip, fans, rack, devices });
    if (chips.size === 0) return;
    new Alerts(scope, thermalAlerts);
    new Dashboard(scope, thermalDashboard(rack));
  },
});

interface ThermalDaemonProps {
  chip: Fan['chip'];
  /** Fans of this chip; they may sit on different buses. */
  fans: Fan[];
  rack: RackSpec;
  devices: DeviceAccess;
}

/**
 * One DaemonSet per kind of fan chip. Behind I2C it needs no privilege: the bus comes from the device plugin, its group
 * from a udev rule of Talos. The kernel's PWM interface is a file of sysfs, which only a mount of the host's opens.
 */
export class ThermalDaemon extends Construct {
  constructor(scope: Construct, { chip, fans, rack, devices }: ThermalDaemonProps) {
    super(scope, chip);
    const isPwm = chip === 'pwm';
    new Workload(this, {
      kind: 'DaemonSet',
      namespace: isPwm ? 'hardware' : 'thermal',
      name: `thermal-${chip}`,
      tier: 'node-critical',
      nodeSelector: fanChipMark.as(chip),
      user: isPwm ? { uid: 0, gid: 0 } : { uid: 65_532, gid: i2cGroupId },
      config: { 'config.json': `${JSON.stringify(daemonConfig(chip, fans, rack.thermal), null, 2)}\n` },
      configPath: '/etc/thermal-daemon',
      // The daemon rereads its file and keeps the old one if the new one is wrong.
      onConfigChange: 'reload',
      exceptions: { 'resources/cpu-limit': guaranteed, ...(isPwm && pwmExceptions) },
      ...(isPwm && { volumes: { sys: { hostPath: { path: '/sys', type: 'Directory' } } } }),
      containers: {
        'thermal-daemon': {
          image: 'thermal-daemon',
          ports: { http: 9101 },
          scrape: 'http',
          cpu: '100m',
          cpuLimit: '100m',
          memory: '64Mi',
          ...(isPwm ? { mounts: { '/host/sys': 'sys' } } : { devices: { [devices.devices.i2c]: 1 } }),
          ready: httpGet('/healthz', 'http'),
          live: httpGet('/healthz', 'http'),
          // Node takes tens of seconds to start on a tenth of a core.
          startup: httpGet('/healthz', 'http', { failureThreshold: 36 }),
        },
      },
    });
  }
}

const guaranteed =
  'the one Guaranteed pod of a blade: cooling gets its turn however busy the blade is, and needs no more';

const pwmExceptions = {
  'baseline/non-root': 'files of sysfs belong to root, and no udev rule reaches them',
  'baseline/host': 'the kernel’s PWM interface is a file of the host’s sysfs',
};

function fansByChip({ hardware }: RackSpec): Map<Fan['chip'], Fan[]> {
  const chips = new Map<Fan['chip'], Fan[]>();
  for (const { fan } of Object.values(hardware)) {
    if (fan) chips.set(fan.chip, [...(chips.get(fan.chip) ?? []), fan]);
  }
  return new Map([...chips].sort(([a], [b]) => (a < b ? -1 : 1)));
}
