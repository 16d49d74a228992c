import type { AlertRule, RuleSet } from '../../kit/alerts';
import type { RackSpec } from '../../rack-file/rack';

/** What blades tell of themselves. What the control plane cannot tell, its own end, is read from their clocks. */
export const nodeAlerts = (rack: Pick<RackSpec, 'blades' | 'switches'>): RuleSet => ({
  recordings: [
    { record: 'node:memory_available:ratio', expr: 'node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes' },
    { record: 'node:disk_available:ratio', expr: `${disks('avail')} / ${disks('size')}` },
  ],
  alerts: [...present(rack), ...memory, ...disk, ...clock, rebooted],
});

/** Talos' own file systems; those of pods' volumes are judged by their claims. */
function disks(what: 'avail' | 'size'): string {
  return `node_filesystem_${what}_bytes{mountpoint=~"/var|/var/mnt/.*"}`;
}

function present({ blades, switches }: Pick<RackSpec, 'blades' | 'switches'>): AlertRule[] {
  const controlPlane = blades.filter(({ role }) => role === 'control-plane').map(({ name }) => name);
  const majority = Math.floor(controlPlane.length / 2) + 1;
  const feeds = Object.keys(switches)
    .map((name) => ({ name, fed: blades.filter(({ feed }) => feed?.switch === name).map((blade) => blade.name) }))
    .filter(({ fed }) => fed.length > 0);
  const lost: AlertRule = {
    alert: 'ControlPlaneLost',
    expr: `(count(node_time_seconds{node=~"${controlPlane.join('|')}"}) or vector(0)) < ${majority}`,
    for: '3m',
    severity: 'critical',
    summary: `{{ $value }} of ${controlPlane.length} control-plane blades answer; etcd needs ${majority}`,
    description: 'What runs goes on running, but nothing can be started, moved or changed any more.',
  };
  // From inside, a rack on one switch never sees that switch die.
  const dark = feeds.length > 1 ? [darkness(feeds)] : [];
  return [lost, ...dark];
}

function darkness(feeds: { name: string; fed: string[] }[]): AlertRule {
  const each = feeds.map(
    ({ name, fed }) =>
      `label_replace((count(node_time_seconds{node=~"${fed.join('|')}"}) or vector(0)) == 0, "switch", "${name}", "", "")`,
  );
  return {
    alert: 'SwitchDark',
    expr: each.join(' or '),
    for: '2m',
    severity: 'critical',
    summary: 'no blade on switch {{ $labels.switch }} answers: no power, or no network, there',
  };
}

const memory: AlertRule[] = [
  {
    alert: 'NodeMemoryShort',
    expr: 'node:memory_available:ratio < 0.08',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.node }} has {{ $value | humanizePercentage }} of its memory left',
    description: 'The next one that needs memory is killed, or the kubelet evicts what matters least.',
  },
  {
    alert: 'NodeMemoryPressure',
    // Share of time in which something waited for memory. Ten percent is felt; a blade that thrashes shows over 50.
    expr: 'rate(node_pressure_memory_waiting_seconds_total[10m]) > 0.1',
    for: '15m',
    severity: 'warning',
    summary: 'processes on {{ $labels.node }} wait for memory {{ $value | humanizePercentage }} of the time',
  },
];

const disk: AlertRule[] = [
  {
    alert: 'NodeDiskFilling',
    expr: `predict_linear(${disks('avail')}[6h], ${24 * 3600}) < 0 and node:disk_available:ratio < 0.4`,
    for: '1h',
    severity: 'warning',
    summary: '{{ $labels.mountpoint }} of {{ $labels.node }} is full in a day if it goes on like this',
  },
  {
    alert: 'NodeDiskAlmostFull',
    // What is left when the kubelet begins to clear images; below a tenth it evicts (lib/talos/reservations.ts).
    expr: 'node:disk_available:ratio < 0.15',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.mountpoint }} of {{ $labels.node }} has {{ $value | humanizePercentage }} left',
    description: 'Clearing images did not help; below a tenth the kubelet evicts pods.',
  },
];

const clock: AlertRule[] = [
  {
    alert: 'NodeClockOff',
    // A CM4 has no clock of its own; etcd, certificates and Sentinels all read it.
    expr: 'node_timex_sync_status == 0 or abs(node_timex_offset_seconds) > 0.5',
    for: '15m',
    severity: 'warning',
    summary: 'the clock of {{ $labels.node }} does not follow the time server',
  },
];

const minutesOfGrace = 15;

const rebooted: AlertRule = {
  alert: 'RackRebooted',
  expr: `count(node_time_seconds - node_boot_time_seconds < ${minutesOfGrace * 60}) > 0.5 * count(node_boot_time_seconds)`,
  severity: 'warning',
  summary: '{{ $value }} blades started within the last quarter of an hour: the power was gone',
  description: `Other alerts are held back until ${minutesOfGrace} minutes after the start; what is still broken then is told.`,
};
