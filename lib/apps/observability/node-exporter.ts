import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';
import { nodeAlerts } from './node-exporter.alerts';
import { nodesDashboard } from './node-exporter.dashboard';

const namespace = 'hardware';

export const nodeExporter = app({
  name: 'node-exporter',
  area: 'observability',
  summary: 'What the kernel of each blade says: processors, memory, pressure, disk, network, heat',
  spec: z.strictObject({}),
  namespaces: { [namespace]: 'privileged' },
  build: (scope, { rack }) => new NodeExporter(scope, rack),
});

/** Asked for one by one: of the seventy it has, most find nothing on a CM4 with Talos, and each costs series. */
const collectors = [
  'conntrack',
  'cpu',
  'cpufreq',
  'diskstats',
  'filefd',
  'filesystem',
  'hwmon',
  'loadavg',
  'meminfo',
  'netclass',
  'netdev',
  'netstat',
  'nvme',
  'pressure',
  'sockstat',
  'stat',
  'thermal_zone',
  'time',
  'timex',
  'uname',
  'vmstat',
  'watchdog',
];

/** Arguments that decide what it exposes; where the blade's files are mounted is said besides. */
export const nodeExporterArgs: readonly string[] = [
  '--collector.disable-defaults',
  ...collectors.map((name) => `--collector.${name}`),
  // Its own process is no concern of anybody's.
  '--web.disable-exporter-metrics',
  '--no-collector.cpu.guest',
  // What Talos mounts for good; every volume of a pod is mounted too, and is told of by the kubelet and by Longhorn.
  '--collector.filesystem.mount-points-include=^/(var(/mnt/longhorn)?|system/state)$',
  // Longhorn shows each attached volume as a disk of its own.
  '--collector.diskstats.device-include=^nvme[0-9]+n[0-9]+$',
  // The cable and the tunnel between blades; a pod's own card comes and goes with it.
  '--collector.netdev.device-include=^(eth[0-9]+|en.*|cilium_wg0)$',
  '--collector.netclass.ignored-devices=^(lo|lxc.*|cilium_(host|net|vxlan))$',
  '--collector.vmstat.fields=^(oom_kill|pgmajfault|pswp(in|out)|workingset_refault_(anon|file)|allocstall_normal)$',
];

export class NodeExporter extends Construct {
  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'node-exporter');
    new Dashboard(this, nodesDashboard);
    new Workload(this, {
      kind: 'DaemonSet',
      namespace,
      name: 'node-exporter',
      tier: 'node-critical',
      user: { uid: 65_534, gid: 65_534 },
      hostNetwork: true,
      alerts: nodeAlerts(rack),
      exceptions: {
        'baseline/host':
          'it tells of the blade’s own network, disks and sensors, which only the blade’s network and its /proc and /sys show; it reads and never writes, as nobody',
      },
      volumes: {
        proc: { hostPath: { path: '/proc', type: 'Directory' } },
        sys: { hostPath: { path: '/sys', type: 'Directory' } },
        root: { hostPath: { path: '/', type: 'Directory' } },
      },
      containers: {
        'node-exporter': {
          image: 'node-exporter',
          args: [
            ...nodeExporterArgs,
            '--path.procfs=/host/proc',
            '--path.sysfs=/host/sys',
            '--path.rootfs=/host/root',
            '--web.listen-address=:9100',
          ],
          ports: { metrics: { port: 9100, http: true } },
          scrape: 'metrics',
          cpu: '20m',
          memory: '64Mi',
          memoryRequest: '32Mi',
          mounts: {
            '/host/proc': { hostView: 'proc' },
            '/host/sys': { hostView: 'sys' },
            '/host/root': { hostView: 'root' },
          },
          ready: httpGet('/', 'metrics'),
          live: httpGet('/', 'metrics', { failureThreshold: 6 }),
        },
      },
    });
  }
}
