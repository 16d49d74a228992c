import type { DashboardProps } from '../../kit/dashboards';
import { lines, row, table } from '../../kit/panels';

const one = '{node="$node"}';

/** All blades side by side, then one of them in depth. */
export const nodesDashboard: DashboardProps = {
  uid: 'nodes',
  title: 'Nodes',
  purpose: 'Which blade is short of something, and what one blade is doing.',
  links: ['thermal', 'power', 'storage', 'network'],
  variables: [{ name: 'node', label: 'Blade', series: 'node_uname_info', by: 'node', choose: 'one' }],
  rows: [
    row(
      'Which blade is short of something?',
      table({
        title: 'Blades',
        help: 'Orange and red cells are what to look at. A blade that is missing here is down. Page: node-exporter.',
        labels: { node: 'Blade' },
        columns: [
          {
            title: 'Processor in use',
            unit: 'share',
            levels: ['green', [0.85, 'orange'], [0.97, 'red']],
            query: '1 - avg by (node) (rate(node_cpu_seconds_total{mode="idle"}[5m]))',
          },
          {
            title: 'Memory in use',
            unit: 'share',
            levels: ['green', [0.85, 'orange'], [0.92, 'red']],
            query: '1 - max by (node) (node_memory_MemAvailable_bytes) / max by (node) (node_memory_MemTotal_bytes)',
          },
          {
            title: 'Fullest disk',
            unit: 'share',
            levels: ['green', [0.75, 'orange'], [0.9, 'red']],
            query: '1 - min by (node) (node_filesystem_avail_bytes / node_filesystem_size_bytes)',
          },
          {
            title: 'Killed for memory in a day',
            unit: 'count',
            levels: ['green', [1, 'orange'], [5, 'red']],
            query: 'round(sum by (node) (increase(node_vmstat_oom_kill[1d])))',
          },
          {
            title: 'Cable errors in an hour',
            unit: 'count',
            levels: ['green', [1, 'orange'], [100, 'red']],
            query:
              'round(sum by (node) (increase(node_network_receive_errs_total[1h]) + increase(node_network_transmit_errs_total[1h])))',
          },
          {
            title: 'Clock off by',
            unit: 'seconds',
            levels: ['green', [0.1, 'orange'], [0.5, 'red']],
            query: 'max by (node) (abs(node_timex_offset_seconds))',
          },
          {
            title: 'Runs since',
            unit: 'ago',
            query: 'max by (node) (node_boot_time_seconds) * 1000',
          },
        ],
        opens: { dashboard: 'nodes', with: { node: 'node' } },
        width: 24,
        height: 20,
      }),
    ),
    row(
      'What does $node do?',
      lines({
        title: 'What are its processors busy with?',
        help: 'Shares of all four processors. User is programs, system the kernel, iowait the disk. Model servers take all of it while they answer.',
        unit: 'share',
        stacked: true,
        max: 1,
        min: 0,
        lines: {
          '{{mode}}': `avg by (mode) (rate(node_cpu_seconds_total{node="$node", mode!="idle"}[5m]))`,
        },
      }),
      lines({
        title: 'Who holds its memory?',
        help: 'In use cannot be given to anybody else; the page cache can. When what is in use nears the total, pods are evicted or killed.',
        unit: 'bytes',
        min: 0,
        lines: {
          total: `node_memory_MemTotal_bytes${one}`,
          'in use': `node_memory_MemTotal_bytes${one} - node_memory_MemAvailable_bytes${one}`,
          'page cache': `node_memory_Cached_bytes${one}`,
        },
      }),
      lines({
        title: 'What does it wait for?',
        help: 'Share of time in which something waited (pressure stall). Waiting for the processor is normal on a busy blade, for memory it is not.',
        unit: 'share',
        min: 0,
        lines: {
          processor: `rate(node_pressure_cpu_waiting_seconds_total${one}[5m])`,
          memory: `rate(node_pressure_memory_waiting_seconds_total${one}[5m])`,
          disk: `rate(node_pressure_io_waiting_seconds_total${one}[5m])`,
        },
      }),
      lines({
        title: 'How busy is its disk?',
        help: 'Share of time with a request under way. An NVMe at more than four fifths for long is the limit of the blade.',
        unit: 'share',
        min: 0,
        max: 1,
        lines: { '{{device}}': `rate(node_disk_io_time_seconds_total${one}[5m])` },
      }),
      lines({
        title: 'What does it read and write?',
        help: 'Bytes from and to the NVMe, the copies that it keeps for other blades among them.',
        unit: 'bytes/s',
        min: 0,
        lines: {
          read: `sum(rate(node_disk_read_bytes_total${one}[5m]))`,
          written: `sum(rate(node_disk_written_bytes_total${one}[5m]))`,
        },
      }),
      lines({
        title: 'What goes over its cable?',
        help: 'The port carries 118 MiB/s each way. Rebuilding storage can fill it for minutes.',
        unit: 'bytes/s',
        min: 0,
        lines: {
          '{{device}} in': `rate(node_network_receive_bytes_total${one}[5m])`,
          '{{device}} out': `rate(node_network_transmit_bytes_total${one}[5m])`,
        },
      }),
      lines({
        title: 'Which pods take its memory?',
        help: 'The ten largest, measured as the kernel would when it looks for a victim.',
        about: ['cluster-metrics'],
        unit: 'bytes',
        min: 0,
        lines: {
          '{{namespace}}/{{pod}}': `topk(10, sum by (namespace, pod) (container_memory_working_set_bytes{node="$node", container!=""}))`,
        },
        width: 24,
      }),
    ),
  ],
};
