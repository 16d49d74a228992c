import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, noneIsGood, row, table } from '../../kit/panels';

export const watchDashboard: DashboardProps = {
  uid: 'watch',
  title: 'The watch itself',
  purpose: 'Whether what watches the rack sees everything, and whether it fits.',
  links: ['nodes'],
  rows: [
    row(
      'Does it see everything?',
      figure({
        title: 'Targets that do not answer',
        help: 'Programs that declare metrics and give none. Normal: those of blades that are down. Page: prometheus.',
        unit: 'count',
        query: 'count(up == 0) or vector(0)',
        levels: noneIsGood,
      }),
      figure({
        title: 'Rules that fail',
        help: 'In the last hour. Normal: none. A rule that fails never fires.',
        unit: 'count',
        query: 'round(sum(increase(prometheus_rule_evaluation_failures_total[1h])))',
        levels: noneIsGood,
      }),
      figure({
        title: 'Configuration that was refused',
        help: 'Servers that kept the configuration before, since the newest does not parse. Normal: none.',
        unit: 'count',
        query: 'count(prometheus_config_last_reload_successful == 0) or vector(0)',
        levels: noneIsGood,
      }),
      figure({
        title: 'Alerts that could not be sent',
        help: 'In the last hour. Normal: none; then somebody is not told.',
        unit: 'count',
        query: 'round(sum(increase(prometheus_notifications_dropped_total[1h])))',
        levels: noneIsGood,
      }),
      table({
        title: 'Who does not answer?',
        help: 'Job is namespace, program and port. A whole job that is down is usually a policy or a port; single targets are blades.',
        labels: { job: 'Job', node: 'Blade', pod: 'Pod', instance: 'Address' },
        columns: [{ title: 'Silent', unit: 'count', query: 'count by (job, node, pod, instance) (up == 0)' }],
        nothing: 'all answer',
        width: 24,
        height: 7,
      }),
    ),
    row(
      'Does it fit?',
      lines({
        title: 'Series',
        help: 'What costs memory. The budget says how many there should be; a rise that stays is a metric with a label too many.',
        unit: 'count',
        min: 0,
        lines: { '{{pod}}': 'prometheus_tsdb_head_series' },
      }),
      lines({
        title: 'Memory',
        help: 'Of each server, of apps.prometheus.memory.',
        unit: 'bytes',
        min: 0,
        lines: { '{{pod}}': 'process_resident_memory_bytes{job="monitoring/prometheus/http"}' },
      }),
      lines({
        title: 'Disk',
        help: 'Blocks of samples. At nine tenths of apps.prometheus.disk the oldest go.',
        unit: 'bytes',
        min: 0,
        lines: { '{{pod}}': 'prometheus_tsdb_storage_blocks_bytes' },
      }),
      lines({
        title: 'Slowest group of rules',
        help: 'Normal: far below the half minute between two evaluations.',
        unit: 'seconds',
        min: 0,
        lines: { '{{pod}}': 'max by (pod) (prometheus_rule_group_last_duration_seconds)' },
      }),
    ),
  ],
};
