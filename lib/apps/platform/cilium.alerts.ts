import type { RuleSet } from '../../kit/alerts';

const notReady = 'max by (node) (kube_node_status_condition{condition="Ready",status="true"}) == 0';

/** Whether blades reach one another, and whether pods ask for what nobody declared. */
export const ciliumAlerts: RuleSet = {
  alerts: [
    {
      alert: 'PolicyDropsEgress',
      // A client that tries again and again sends a packet every few seconds.
      expr: 'sum by (node) (rate(cilium_drop_count_total{reason=~"Policy denied.*",direction="EGRESS"}[10m])) > 0.1',
      for: '15m',
      severity: 'warning',
      summary: 'pods on {{ $labels.node }} ask for what no policy allows, {{ $value | humanize }} packets a second',
      description: 'A connection that nobody declared, or a program that looks for a way out.',
    },
    {
      alert: 'PolicyDropsIngress',
      // Whoever looks round the office network knocks, too; that much is normal.
      expr: 'sum by (node) (rate(cilium_drop_count_total{reason=~"Policy denied.*",direction="INGRESS"}[10m])) > 1',
      for: '15m',
      severity: 'warning',
      summary:
        'pods on {{ $labels.node }} are asked for what no policy allows, {{ $value | humanize }} packets a second',
    },
    {
      alert: 'RequestsDenied',
      expr: 'sum by (node) (rate(cilium_policy_l7_total{rule="denied"}[10m])) > 0.1',
      for: '15m',
      severity: 'warning',
      summary: 'Envoy on {{ $labels.node }} refuses requests that their connection does not allow',
      description: 'The client gets 403 with the body "Access denied", or no answer from DNS.',
    },
    {
      alert: 'BladesUnreachable',
      // Agents know a blade that is down as unreachable, too; those are told by NodeDown.
      expr: `max(cilium_unreachable_nodes) - (count(${notReady}) or vector(0)) > 0`,
      for: '10m',
      severity: 'warning',
      summary: 'a blade does not reach {{ $value }} others that are up',
      description: 'Kubernetes calls all of them ready; connections between their pods hang.',
    },
    {
      alert: 'CiliumAgentFailing',
      expr: 'max by (node) (cilium_controllers_failing) > 0',
      for: '30m',
      severity: 'warning',
      summary: '{{ $value }} jobs of the Cilium agent on {{ $labels.node }} fail again and again',
    },
    {
      alert: 'PodNetworkNotReady',
      expr: 'sum by (node) (cilium_endpoint_state{endpoint_state=~"waiting-for-identity|not-ready|invalid"}) > 0',
      for: '15m',
      severity: 'warning',
      summary: 'pods on {{ $labels.node }} wait for their network: {{ $value }}',
    },
    {
      alert: 'PolicyNotTaken',
      expr: 'sum by (node) (increase(cilium_policy_change_total{outcome="fail"}[30m])) > 0',
      severity: 'warning',
      summary: '{{ $labels.node }} could not take a policy up and judges by the one before',
    },
    {
      alert: 'CiliumTableFilling',
      expr: 'max by (node, map_name) (cilium_bpf_map_pressure) > 0.9',
      for: '15m',
      severity: 'warning',
      summary: 'table {{ $labels.map_name }} of {{ $labels.node }} is {{ $value | humanizePercentage }} full',
      description: 'Once it is full, new connections or new policies fail on that blade.',
    },
  ],
};
