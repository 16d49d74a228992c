import { inBays, poeOfBlades } from '../../kit/bays';
import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, row, strip, table } from '../../kit/panels';
import type { RackSpec } from '../../rack-file/rack';

export function powerDashboard({ switches }: Pick<RackSpec, 'switches'>): DashboardProps {
  const all = Object.values(switches);
  const totalWatts = all.reduce((sum, each) => sum + each.totalWatts, 0);
  const portWatts = Math.min(...all.map(({ perPortWatts }) => perPortWatts));
  return {
    uid: 'power',
    title: 'Power and PoE',
    purpose: 'What each port gives, how near the switch is to its end, and whether the way out is up.',
    links: ['nodes', 'thermal'],
    rows: [
      row(
        'Does the switch give enough?',
        figure({
          title: 'All ports together',
          help: `The switch gives at most ${totalWatts} W. Normal: 3 to 12 W for each blade. Near the end it switches ports off. Page: unpoller.`,
          unit: 'watts',
          query: 'sum(unpoller_device_port_poe_watts)',
          levels: ['green', [totalWatts * 0.8, 'orange'], [totalWatts * 0.95, 'red']],
        }),
        figure({
          title: 'Port that gives most',
          help: `A port gives at most ${portWatts} W. A blade at its worst takes about 12 W.`,
          unit: 'watts',
          query: 'max(unpoller_device_port_poe_watts)',
          levels: ['green', [portWatts * 0.6, 'orange'], [portWatts * 0.9, 'red']],
        }),
        figure({
          title: 'Energy in a day',
          help: 'Of all ports: the mean of the last day, times 24 hours.',
          unit: 'kWh',
          query: 'sum(avg_over_time(unpoller_device_port_poe_watts[1d])) * 24 / 1000',
        }),
        figure({
          title: 'Ports that feed something',
          help: 'Twenty blades take twenty. A port that gives nothing is not reported at all.',
          unit: 'count',
          query: 'count(unpoller_device_port_poe_watts > 0)',
        }),
        strip({
          title: 'Blades, as they stand in the rack',
          help: 'What the port of each blade gives. A tile without a number is a port that gives nothing, or a blade that no switch feeds.',
          unit: 'watts',
          query: inBays(poeOfBlades(switches)),
          tile: '{{bay}}',
          levels: ['blue', [1, 'green'], [portWatts * 0.6, 'orange'], [portWatts * 0.9, 'red']],
          opens: { dashboard: 'nodes', with: { node: 'node' } },
          width: 24,
        }),
      ),
      row(
        'How did that go?',
        lines({
          title: 'All ports over time',
          help: `Steps are blades that came or went. The dashed line is nine tenths of what the switch gives (${totalWatts} W).`,
          unit: 'watts',
          min: 0,
          lines: { 'all ports': 'sum(unpoller_device_port_poe_watts)' },
          levels: ['green', [totalWatts * 0.9, 'red']],
        }),
        lines({
          title: 'Each port',
          help: 'Blades that work take twice of what idle ones do.',
          unit: 'watts',
          min: 0,
          lines: { 'port {{port_num}}': 'unpoller_device_port_poe_watts' },
        }),
      ),
      row(
        'Is the way out up, and are the machines between well?',
        table({
          title: 'Switch and gateway',
          help: 'As they say of themselves. They are managed from their controller, never by the rack.',
          labels: { name: 'Machine' },
          columns: [
            { title: 'Runs for', unit: 'seconds', query: 'max by (name) (unpoller_device_uptime_seconds)' },
            {
              title: 'Processor',
              unit: 'share',
              levels: ['green', [0.8, 'orange'], [0.95, 'red']],
              query: 'max by (name) (unpoller_device_cpu_utilization_ratio)',
            },
            {
              title: 'Memory',
              unit: 'share',
              levels: ['green', [0.85, 'orange'], [0.95, 'red']],
              query: 'max by (name) (unpoller_device_memory_utilization_ratio)',
            },
            {
              title: 'Hottest sensor',
              unit: 'celsius',
              levels: ['green', [75, 'orange'], [90, 'red']],
              query: 'max by (name) (unpoller_device_temperature_celsius)',
            },
          ],
          width: 12,
          height: 8,
        }),
        lines({
          title: 'What goes in and out of the house?',
          help: 'The line to the internet, as the gateway counts it. Off-site backups go out at night.',
          unit: 'bytes/s',
          min: 0,
          lines: {
            in: 'sum(rate(unpoller_device_wan_receive_bytes_total[5m]))',
            out: 'sum(rate(unpoller_device_wan_transmit_bytes_total[5m]))',
          },
          width: 6,
        }),
        lines({
          title: 'How far is the internet?',
          help: 'Latency that the gateway measures. No line is no way out.',
          unit: 'seconds',
          min: 0,
          lines: { latency: 'max(unpoller_device_uplink_latency_seconds)' },
          width: 6,
        }),
      ),
    ],
  };
}
