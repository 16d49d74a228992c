import type { RecordingRule } from '../../kit/alerts';
import type { DashboardProps } from '../../kit/dashboards';
import { figure, noneIsGood, row, table } from '../../kit/panels';
import type { RackSpec } from '../../spec/rack';

/**
 * One series for every blade of the rack file, whether it lives or not: what is down is what this names and nothing else
 * does. `bay` is its place in the rack, from the left.
 */
export function bladeRecordings({ blades }: RackSpec): RecordingRule[] {
  const digits = String(blades.length).length;
  return blades.map(({ name, role, feed }, i) => ({
    record: 'rack:blade:info',
    expr: 'vector(1)',
    labels: {
      bay: String(i + 1).padStart(digits, '0'),
      node: name,
      role,
      ...(feed && { switch: feed.switch, switch_port: String(feed.port) }),
    },
  }));
}

const answers = 'sum by (node) (up{job="monitoring/node-exporter/metrics"})';

/** What is opened at 23:00: what is down first, then the blades as they stand, then how it came about. */
export const rackDashboard: DashboardProps = {
  uid: 'rack',
  title: 'The rack',
  purpose: 'What is down, how the blades are as they stand in the rack, and where to look next.',
  links: [
    'nodes',
    'thermal',
    'power',
    'storage',
    'postgres',
    'redis',
    'minio',
    'models',
    'network',
    'flux',
    'watching',
  ],
  rows: [
    row(
      'What is down?',
      figure({
        title: 'Blades down',
        help: 'Blades of the rack file that do not answer. Normal: none; with two down everything must still serve. Page: replace-a-blade.',
        about: ['node-exporter'],
        unit: 'count',
        query: `count(rack:blade:info unless on (node) ${answers} == 1) or vector(0)`,
        levels: ['green', [1, 'orange'], [3, 'red']],
        width: 4,
      }),
      figure({
        title: 'Alerts that wake somebody',
        help: 'Alerts of severity critical that fire now; the table beside names them and opens the page that helps. Normal: none.',
        unit: 'count',
        query: 'count(ALERTS{alertstate="firing", severity="critical"}) or vector(0)',
        levels: noneIsGood,
        width: 4,
      }),
      table({
        title: 'What fires, and which page helps',
        help: 'Every alert that fires. Critical wakes somebody, warning waits for the morning, info explains others. Empty is normal.',
        labels: { severity: 'Severity', alert: 'Alert', app: 'App', node: 'Blade', namespace: 'Namespace', pod: 'Pod' },
        columns: [
          {
            title: 'Firing',
            unit: 'count',
            query:
              'sum by (severity, alert, app, node, namespace, pod) (ALERTS{alertstate="firing", alertname!="Watchdog"})',
          },
        ],
        nothing: 'nothing fires',
        width: 16,
      }),
      table({
        title: 'What has fewer pods than it should',
        help: 'Deployments, StatefulSets and DaemonSets that miss pods. After a blade died a few are normal for five minutes, until its pods move.',
        about: ['kube-state-metrics'],
        labels: { namespace: 'Namespace', workload: 'Workload' },
        columns: [
          {
            title: 'Missing',
            unit: 'count',
            levels: ['green', [1, 'orange']],
            query: [
              missing('deployment', 'spec_replicas', 'status_replicas_available'),
              missing('statefulset', 'replicas', 'status_replicas_ready'),
              missing('daemonset', 'status_desired_number_scheduled', 'status_number_ready'),
            ].join('\nor\n'),
          },
        ],
        nothing: 'all pods are there',
        width: 8,
      }),
    ),
  ],
};

function missing(kind: string, wanted: string, there: string): string {
  return `sum by (namespace, workload) (label_replace(kube_${kind}_${wanted} - kube_${kind}_${there}, "workload", "$1", "${kind}", "(.+)")) > 0`;
}
