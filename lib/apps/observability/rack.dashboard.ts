import { inBays, poeOfBlades } from '../../kit/bays';
import type { DashboardProps } from '../../kit/dashboards';
import { type Words, figure, lines, noneIsGood, row, strip, table } from '../../kit/panels';
import type { RackSpec } from '../../rack-file/rack';

const alive = 'group by (node) (node_time_seconds)';
const ready = 'max by (node) (kube_node_status_condition{condition="Ready", status="true"})';
const states: Words = { 0: ['down', 'red'], 1: ['not ready', 'orange'], 2: ['up', 'green'] };
const opens = { dashboard: 'nodes', with: { node: 'node' } };
const firing = 'ALERTS{alertstate="firing", alertname!="Watchdog"}';

/** What is opened at 23:00: what is down first, then the blades as they stand, then how it came about. */
export function rackDashboard({
  name,
  thermal,
  git,
  switches,
}: Pick<RackSpec, 'name' | 'thermal' | 'git' | 'switches'>): DashboardProps {
  const tooHot = thermal.law === 'hold' ? thermal.maxCelsius : 60;
  const runbook = `${git.url.replace(/\.git$/, '')}/blob/${git.branch}/docs/runbooks-${name}/\${__data.fields.App}.md`;
  return {
    uid: 'rack',
    title: 'The rack',
    purpose: 'What is down, how the blades are as they stand in the rack, and where to look next.',
    links: ['nodes', 'thermal', 'power', 'storage', 'postgres', 'redis', 'minio', 'models', 'network', 'flux', 'watch'],
    rows: [
      row(
        'What is down?',
        figure({
          title: 'Blades down',
          help: 'Blades of the rack file that say nothing. Normal: none. With two down everything still serves, a third may take data with it. Page: replace-a-blade.',
          about: ['node-exporter'],
          unit: 'count',
          query: 'count(rack:blade:info unless on (node) node_time_seconds) or vector(0)',
          levels: ['green', [1, 'orange'], [3, 'red']],
          width: 4,
          height: 8,
        }),
        figure({
          title: 'Alerts that wake somebody',
          help: 'Alerts of severity critical that fire now. Normal: none. The table names them and opens the page that helps.',
          unit: 'count',
          query: 'count(ALERTS{alertstate="firing", severity="critical", alertname!="Watchdog"}) or vector(0)',
          levels: noneIsGood,
          width: 4,
          height: 8,
        }),
        table({
          title: 'What fires, and which page helps',
          help: 'Every alert that fires. Critical wakes somebody, warning waits for the morning, info explains others. Empty is normal. A click opens the page of the app.',
          labels: { severity: 'Severity', alertname: 'Alert', app: 'App', node: 'Blade', namespace: 'Namespace' },
          columns: [
            {
              title: 'How many',
              unit: 'count',
              query: `count by (severity, alertname, app, node, namespace) (${firing})`,
            },
          ],
          urls: { 'What to do': runbook },
          nothing: 'nothing fires',
          width: 10,
        }),
        table({
          title: 'What lacks pods',
          help: 'Deployments, StatefulSets and DaemonSets with fewer ready pods than wanted. After a blade died some are normal until its pods have moved, which takes minutes.',
          about: ['kube-state-metrics'],
          labels: { namespace: 'Namespace', workload: 'Workload' },
          columns: [
            {
              title: 'Missing',
              unit: 'count',
              levels: ['green', [1, 'orange']],
              query: [
                missing('statefulset', 'replicas', 'status_replicas_ready'),
                missing('deployment', 'spec_replicas', 'status_replicas_ready'),
                missing('daemonset', 'status_desired_number_scheduled', 'status_number_ready'),
              ].join('\nor '),
            },
          ],
          sortBy: 'Missing',
          nothing: 'every pod is there',
          width: 6,
        }),
      ),
      row(
        'How are the blades, as they stand in the rack?',
        strip({
          title: 'State',
          help: 'Up: answers and takes pods. Not ready: answers, but Kubernetes does not use it. Down: says nothing. A click opens the blade.',
          about: ['node-exporter', 'kube-state-metrics'],
          unit: 'state',
          query: inBays(`${alive} + on (node) (${ready} or ${alive})`, 0),
          tile: '{{bay}}',
          words: states,
          opens,
          width: 24,
        }),
        strip({
          title: 'Temperature',
          help: `Processor, as the thermal daemon reads it. Normal under load: 50 to ${tooHot} °C; idle blades are colder. From 80 °C on the processor slows itself down. Page: thermal-daemon.`,
          about: ['thermal-daemon'],
          unit: 'celsius',
          query: inBays('max by (node) (thermal_temperature_celsius)'),
          tile: '{{bay}}',
          levels: ['blue', [35, 'green'], [tooHot + 1, 'orange'], [75, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Disk',
          help: 'Controller of the NVMe, as the thermal daemon reads it. From 65 °C on it has the fan at full speed, from 70 °C on it slows down. Page: thermal-daemon.',
          about: ['thermal-daemon'],
          unit: 'celsius',
          query: inBays('max by (node) (thermal_sensor_celsius{sensor="nvme"})'),
          tile: '{{bay}}',
          levels: ['green', [55, 'orange'], [70, 'red']],
          opens: { dashboard: 'thermal', with: { node: 'node' } },
          width: 24,
        }),
        figure({
          title: 'Slowed down by heat',
          help: 'Blades whose processor is slowed down now. Whether one below 80 °C is, a pod without privilege cannot know. Normal: none. Page: thermal-daemon.',
          about: ['thermal-daemon'],
          unit: 'count',
          query: 'count(max by (node) (thermal_throttled) == 1) or vector(0)',
          levels: noneIsGood,
        }),
        strip({
          title: 'Fan',
          help: 'Duty that the fan was told. All of it means either heat or a fault that the daemon answers with full speed; Thermal says which.',
          about: ['thermal-daemon'],
          unit: 'share',
          query: inBays('max by (node) (thermal_duty_ratio)'),
          tile: '{{bay}}',
          levels: ['blue', [0.01, 'green'], [0.75, 'orange'], [1, 'red']],
          opens: { dashboard: 'thermal', with: { node: 'node' } },
          width: 24,
        }),
        strip({
          title: 'Memory in use',
          help: 'What is not available to new pods. From 92 % on the next one that needs memory is killed. Page: node-exporter.',
          about: ['node-exporter'],
          unit: 'share',
          query: inBays('1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes'),
          tile: '{{bay}}',
          levels: ['green', [0.85, 'orange'], [0.92, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Waiting for memory',
          help: 'Share of the last five minutes in which something waited for memory (pressure stall). Normal: none. Above a tenth the blade is short of it.',
          about: ['node-exporter'],
          unit: 'share',
          query: inBays('rate(node_pressure_memory_waiting_seconds_total[5m])'),
          tile: '{{bay}}',
          levels: ['green', [0.02, 'orange'], [0.1, 'red']],
          opens,
          width: 24,
        }),
        strip({
          title: 'Power',
          help: 'What the port of the switch gives. Normal: 3 to 12 W; 0 is a blade that is off. Page: replace-a-blade.',
          about: ['unpoller'],
          unit: 'watts',
          query: inBays(poeOfBlades(switches)),
          tile: '{{bay}}',
          levels: ['red', [1, 'green'], [15, 'orange'], [20, 'red']],
          opens: { dashboard: 'power', with: {} },
          width: 24,
        }),
      ),
      row(
        'How did it come about?',
        lines({
          title: 'Alerts that fired',
          help: 'How many alerts fired at once, by severity. What began first is often the cause.',
          unit: 'count',
          lines: { '{{severity}}': `count by (severity) (${firing})` },
          stacked: true,
          min: 0,
        }),
        lines({
          title: 'Hottest and coldest blade',
          help: 'When both rise the room does; when one does, its fan or its load.',
          about: ['thermal-daemon'],
          unit: 'celsius',
          lines: { hottest: 'max(thermal_temperature_celsius)', coldest: 'min(thermal_temperature_celsius)' },
          levels: ['green', [tooHot, 'orange'], [75, 'red']],
        }),
        lines({
          title: 'Blades that answer',
          help: 'A step down is a blade that died; all at once is the switch, or the power.',
          about: ['node-exporter'],
          unit: 'count',
          lines: { answering: 'count(node_time_seconds)', 'in the rack file': 'count(rack:blade:info)' },
          min: 0,
        }),
      ),
    ],
  };
}

/** An exporter of other objects names them in its own labels, which the object's own take precedence over. */
function missing(kind: string, wanted: string, there: string): string {
  const by = `max by (namespace, ${kind})`;
  const short = `${by} (kube_${kind}_${wanted}) - ${by} (kube_${kind}_${there}) > 0`;
  return `max by (namespace, workload) (label_replace(${short}, "workload", "$1", "${kind}", "(.+)"))`;
}
