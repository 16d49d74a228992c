import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, row, table, upOrDown } from '../../kit/panels';

export const redisDashboard: DashboardProps = {
  uid: 'redis',
  title: 'Redis',
  purpose: 'Whether the cache serves, who leads, and whether there is room.',
  links: ['models'],
  rows: [
    row(
      'Does it serve?',
      figure({
        title: 'Servers that answer',
        help: 'Of three. With two it still takes writes; with one it does not. Page: redis.',
        unit: 'count',
        query: 'count(redis_up == 1) or vector(0)',
        levels: ['red', [2, 'orange'], [3, 'green']],
      }),
      figure({
        title: 'Primaries',
        help: 'Normal: one. None: a failover is under way, seconds. Two: one of them takes no writes and becomes a replica soon.',
        unit: 'count',
        query: 'count(redis_instance_info{role="master"}) or vector(0)',
        levels: ['red', [1, 'green'], [2, 'red']],
      }),
      figure({
        title: 'Replicas that follow',
        help: 'Of two. Without any, the primary refuses writes on purpose: they would be lost with it.',
        unit: 'count',
        query: 'max(redis_connected_slaves)',
        levels: ['red', [1, 'orange'], [2, 'green']],
      }),
      figure({
        title: 'Fullest memory',
        help: 'Of what a cache may fill. When it is full, cached answers go first; sessions stay and writes fail.',
        unit: 'share',
        query: 'max(redis_memory_used_bytes / redis_memory_max_bytes)',
        levels: ['green', [0.8, 'orange'], [0.95, 'red']],
      }),
      table({
        title: 'The three servers',
        help: 'Lag is the time since a replica last said how far it is; normal: at most a second.',
        labels: { pod: 'Pod', node: 'Blade' },
        columns: [
          { title: 'State', unit: 'state', words: upOrDown, query: 'max by (pod, node) (redis_up)' },
          {
            title: 'Leads',
            unit: 'state',
            words: { 0: ['no', 'grey'], 1: ['yes', 'green'] },
            query:
              'count by (pod, node) (redis_instance_info{role="master"}) or 0 * count by (pod, node) (redis_instance_info)',
          },
          { title: 'Memory', unit: 'bytes', query: 'max by (pod, node) (redis_memory_used_bytes)' },
          { title: 'Clients', unit: 'count', query: 'max by (pod, node) (redis_connected_clients)' },
          {
            title: 'Last write to disk',
            unit: 'state',
            words: { 0: ['failed', 'red'], 1: ['ok', 'green'] },
            query: 'min by (pod, node) (redis_aof_last_write_status)',
          },
        ],
        width: 24,
        height: 5,
      }),
    ),
    row(
      'Is it of use, and is there room?',
      lines({
        title: 'How often is what is asked for there?',
        help: 'Share of look-ups that found something. Low means that few questions are asked twice, or that memory is short.',
        unit: 'share',
        min: 0,
        max: 1,
        lines: {
          found:
            'sum(rate(redis_keyspace_hits_total[5m])) / (sum(rate(redis_keyspace_hits_total[5m])) + sum(rate(redis_keyspace_misses_total[5m])))',
        },
      }),
      lines({
        title: 'Memory',
        help: 'The line on top is what a cache may fill; the rest of the pod is for forks and buffers.',
        unit: 'bytes',
        min: 0,
        lines: { '{{pod}}': 'redis_memory_used_bytes', 'may fill': 'min(redis_memory_max_bytes)' },
      }),
      lines({
        title: 'Commands',
        help: 'Replicas repeat what the primary writes.',
        unit: 'per second',
        min: 0,
        lines: { '{{pod}}': 'rate(redis_commands_processed_total[5m])' },
      }),
      lines({
        title: 'Pushed out, and refused',
        help: 'Pushed out is normal for a full cache. Refused connections are not.',
        unit: 'per second',
        min: 0,
        lines: {
          'keys pushed out': 'sum(rate(redis_evicted_keys_total[5m]))',
          'connections refused': 'sum(rate(redis_rejected_connections_total[5m]))',
        },
      }),
    ),
  ],
};
