import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, logs, noneIsGood, row } from '../../kit/panels';

/** Names that the collector writes; lines of Talos have `file` and a blade, and what they lack any expression matches. */
const ofPods =
  '{kubernetes.container_name!="",kubernetes.pod_namespace=~"$namespace",kubernetes.pod_name=~"$pod"} kubernetes.pod_node_name:~"$node"';
const ofFile = (file: string) => `{file${file},kubernetes.pod_node_name=~"$node"}`;

export const logsDashboard: DashboardProps = {
  uid: 'logs',
  title: 'Logs',
  purpose: 'What programs, Talos and the kernel said, on every blade, also on those that are gone.',
  links: ['nodes', 'watch', 'models'],
  variables: [
    { name: 'search', label: 'Words', text: '' },
    { name: 'namespace', label: 'Namespace', text: '.*' },
    { name: 'pod', label: 'Pod', text: '.*' },
    { name: 'node', label: 'Blade', text: '.*' },
  ],
  rows: [
    row(
      'What do programs say?',
      logs({
        title: 'Pods',
        help: 'Lines that hold all the words, newest first; the other boxes take regular expressions of whole names. Page: logs.',
        query: `$search ${ofPods}`,
      }),
    ),
    row(
      'What do Talos and the kernel say?',
      logs({
        title: 'Kernel',
        help: 'Some lines an hour. Out of memory, I/O errors, links that go down: the blade and the disk are named. Page: logs.',
        query: `$search ${ofFile('="/var/log/kernel.log"')}`,
      }),
      logs({
        title: 'Talos',
        help: 'Services of the machine: machined, kubelet, containerd, etcd. Page: logs.',
        query: `$search ${ofFile('!="/var/log/kernel.log",file!=""')}`,
      }),
    ),
    row(
      'Does everything come in?',
      lines({
        title: 'Lines a second',
        help: 'A few of each blade. One that stands out repeats itself: its pod is the one to look at. Page: log-collector.',
        unit: 'per second',
        about: ['log-collector'],
        lines: { '{{node}}': 'sum by (node) (rate(vl_rows_ingested_total{type=~"kubernetes_logs|file_logs"}[5m]))' },
      }),
      lines({
        title: 'Waiting on blades',
        help: 'None. From 512 MiB on a blade loses its oldest. Page: log-collector.',
        unit: 'bytes',
        about: ['log-collector'],
        lines: { '{{node}}': 'max by (node) (vlagent_remotewrite_pending_data_bytes)' },
      }),
      lines({
        title: 'Kept',
        help: 'Grows up to four fifths of the disk; then the oldest day goes. Page: logs.',
        unit: 'bytes',
        lines: { logs: 'sum(vl_data_size_bytes)', 'the most': 'max(vl_max_disk_space_usage_bytes)' },
      }),
      figure({
        title: 'Lines refused in an hour',
        help: 'None. A line far in the future or the past, or too long, is not kept. Page: logs.',
        unit: 'count',
        levels: noneIsGood,
        query: 'sum(increase(vl_rows_dropped_total[1h]))',
      }),
    ),
  ],
};
