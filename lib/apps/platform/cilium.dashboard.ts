import type { DashboardProps } from '../../kit/dashboards';
import { figure, lines, noneIsGood, row, table } from '../../kit/panels';

export const networkDashboard: DashboardProps = {
  uid: 'network',
  title: 'Network and policies',
  purpose: 'What is dropped and why, and whether the blades reach one another.',
  links: ['nodes'],
  rows: [
    row(
      'Is something dropped that should not be?',
      figure({
        title: 'Denied by a policy',
        help: 'Packets a second that no policy allows. Some are normal (what probes the rack from outside); a rise after a change is a connection that nobody declared. Page: cilium.',
        unit: 'per second',
        query: 'sum(rate(cilium_drop_count_total{reason=~"(?i)policy.*"}[5m])) or vector(0)',
        levels: ['green', [0.5, 'orange'], [10, 'red']],
      }),
      figure({
        title: 'Dropped for other reasons',
        help: 'Packets a second. Normal: almost none. The table says why.',
        unit: 'per second',
        query: 'sum(rate(cilium_drop_count_total{reason!~"(?i)policy.*"}[5m])) or vector(0)',
        levels: ['green', [1, 'orange'], [50, 'red']],
      }),
      figure({
        title: 'Blades that others do not reach',
        help: 'As Cilium’s own health checks see it. Normal: as many as are down.',
        unit: 'count',
        query: 'max(cilium_unreachable_nodes)',
        levels: noneIsGood,
      }),
      figure({
        title: 'Agents that answer',
        help: 'One to a blade. A blade without its agent keeps its connections and starts no new pods.',
        unit: 'count',
        query: 'count(cilium_unreachable_nodes)',
      }),
      table({
        title: 'What is dropped, where and why?',
        help: 'In the last hour. Policy denied: find the pods with `cilium hubble observe --verdict DROPPED`, and declare the connection or leave it denied.',
        labels: { node: 'Blade', direction: 'Direction', reason: 'Reason' },
        columns: [
          {
            title: 'Packets',
            unit: 'count',
            query: 'round(sum by (node, direction, reason) (increase(cilium_drop_count_total[1h]))) > 0',
          },
        ],
        sortBy: 'Packets',
        nothing: 'nothing is dropped',
        width: 12,
      }),
      lines({
        title: 'How did that go?',
        help: 'By reason. A step at the time of a commit is that commit.',
        unit: 'per second',
        min: 0,
        stacked: true,
        lines: { '{{reason}}': 'sum by (reason) (rate(cilium_drop_count_total[5m]))' },
        width: 12,
      }),
    ),
    row(
      'How is the network itself?',
      lines({
        title: 'What goes through it?',
        help: 'Packets that Cilium passed on, of all blades.',
        unit: 'per second',
        min: 0,
        lines: { '{{direction}}': 'sum by (direction) (rate(cilium_forward_count_total[5m]))' },
      }),
      lines({
        title: 'How full are its tables?',
        help: 'The five fullest. At one, new connections or new policies fail on that blade.',
        unit: 'share',
        min: 0,
        max: 1,
        lines: { '{{node}} {{map_name}}': 'topk(5, max by (node, map_name) (cilium_bpf_map_pressure))' },
      }),
      lines({
        title: 'Pods by state of their network',
        help: 'Ready is normal. Others are normal for seconds, when pods start.',
        unit: 'count',
        min: 0,
        lines: { '{{endpoint_state}}': 'sum by (endpoint_state) (cilium_endpoint_state)' },
      }),
      lines({
        title: 'Policies that could not be taken up',
        help: 'Normal: none. A blade that does not take a policy up judges by the one before.',
        unit: 'count',
        min: 0,
        lines: { '{{node}}': 'round(sum by (node) (increase(cilium_policy_change_total{outcome=~"fail.*"}[1h])))' },
      }),
    ),
  ],
};
