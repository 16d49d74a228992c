import type { AlertRule, RuleSet, Severity, Watched, WatchedWorkload } from '../../kit/alerts';
import { defaults } from '../../kit/defaults';
import { type Tier, tiers } from '../../kit/tiers';
import type { RackSpec } from '../../rack-file/rack';

/**
 * What Kubernetes knows of blades and workloads. Every metric is aggregated over the object's own labels, since those of
 * the pod that exports it change whenever that pod moves.
 */
export function kubernetesAlerts({ blades }: Pick<RackSpec, 'blades'>, { workloads }: Watched): RuleSet {
  return {
    recordings: [
      {
        record: 'workload:replicas_wanted:max',
        expr: perWorkload('kube_statefulset_replicas', 'kube_deployment_spec_replicas'),
      },
      {
        record: 'workload:replicas_ready:max',
        expr: perWorkload('kube_statefulset_status_replicas_ready', 'kube_deployment_status_replicas_ready'),
      },
    ],
    alerts: [
      ...nodes(blades.length),
      ...(Object.keys(oomKills) as Tier[]).map(oomKilled),
      ...quorum(workloads),
      ...replicas,
      ...pods,
      ...jobs,
    ],
  };
}

function perWorkload(ofStatefulSets: string, ofDeployments: string): string {
  const named = (metric: string, kind: string) =>
    `max by (namespace, workload) (label_replace(${metric}, "workload", "$1", "${kind}", "(.+)"))`;
  return `${named(ofStatefulSets, 'statefulset')} or ${named(ofDeployments, 'deployment')}`;
}

function condition(name: string, status = 'true'): string {
  return `max by (node) (kube_node_status_condition{condition="${name}",status="${status}"})`;
}

const cordoned = 'max by (node) (kube_node_spec_unschedulable) == 1';
/** A blade that was cordoned first is being worked on. */
const down = `${condition('Ready')} == 0 unless on (node) ${cordoned}`;

function nodes(blades: number): AlertRule[] {
  const wakes = deadBladesThatWake(blades);
  return [
    {
      alert: 'NodeDown',
      expr: down,
      for: '3m',
      severity: 'warning',
      summary: '{{ $labels.node }} is down',
      description: 'Its pods move as far as they can; data goes on with the copies on other blades.',
    },
    {
      alert: 'NodesDown',
      expr: `count(${down}) >= ${wakes}`,
      for: '5m',
      severity: 'critical',
      summary: `{{ $value }} of ${blades} blades are down`,
      description: `The rack is built to lose ${wakes}; the next one may take data or a service with it.`,
    },
    {
      alert: 'NodeLeftCordoned',
      expr: cordoned,
      for: '12h',
      severity: 'warning',
      summary: '{{ $labels.node }} has taken no pods for twelve hours: it is still cordoned',
      description: 'Alerts about a cordoned blade that is down stay silent.',
    },
    {
      alert: 'NodeEvicts',
      expr: 'max by (node, condition) (kube_node_status_condition{condition=~"MemoryPressure|DiskPressure|PIDPressure",status="true"}) == 1',
      for: '2m',
      severity: 'warning',
      summary: '{{ $labels.node }} is under {{ $labels.condition }} and evicts pods',
    },
  ];
}

/** Dead blades from which on somebody is woken: as many as the rack is built to lose, and never all there are. */
export function deadBladesThatWake(blades: number): number {
  return Math.max(1, Math.min(defaults.deadBladesTolerated, blades - 1));
}

/** Kills within an hour from which on somebody is told: a tier that promises its memory is told at the first. */
const oomKills: Record<Tier, { name: string; kills: number; severity: Severity }> = {
  'node-critical': { name: 'OomKilledNodeCritical', kills: 1, severity: 'warning' },
  data: { name: 'OomKilledData', kills: 1, severity: 'warning' },
  volume: { name: 'OomKilledVolume', kills: 2, severity: 'warning' },
  large: { name: 'OomKilledLarge', kills: 2, severity: 'warning' },
  serving: { name: 'OomKilledServing', kills: 2, severity: 'warning' },
  batch: { name: 'OomKilledBatch', kills: 3, severity: 'info' },
};

function oomKilled(tier: Tier): AlertRule {
  const { name, kills, severity } = oomKills[tier];
  const container = 'namespace, pod, container';
  return {
    alert: name,
    // Rounded, since increase() extrapolates one kill to a little more or less.
    expr: [
      `round(max by (${container}) (increase(kube_pod_container_status_restarts_total[1h]))) >= ${kills}`,
      `and on (${container}) max by (${container}) (kube_pod_container_status_last_terminated_reason{reason="OOMKilled"}) == 1`,
      `and on (namespace, pod) max by (namespace, pod) (kube_pod_info{priority_class="${tiers[tier].priorityClass}"})`,
    ].join(' '),
    severity,
    summary: `{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} (${tier}) ran out of memory {{ $value }} times in an hour`,
  };
}

function quorum(workloads: readonly WatchedWorkload[]): AlertRule[] {
  const sets = workloads.filter(({ kind }) => kind === 'StatefulSet' || kind === 'Deployment');
  const ready = (namespace: string, names: string[]) =>
    `workload:replicas_ready:max{namespace="${namespace}",workload=~"${names.join('|')}"}`;
  const data = grouped(
    sets.filter(({ tier }) => tier === 'data'),
    ({ namespace, quorum }) => `${namespace} ${quorum}`,
  ).map((group) => `${ready(group[0]!.namespace, names(group))} < ${group[0]!.quorum}`);
  // What people use; the platform and what watches it can be gone until the morning.
  const used = sets.filter(
    ({ tier, area }) => ['volume', 'large', 'serving'].includes(tier) && (area === 'ml' || area === 'data'),
  );
  const serving = grouped(
    used.filter(({ family }) => family === undefined),
    ({ namespace }) => namespace,
  ).map((group) => `${ready(group[0]!.namespace, names(group))} == 0`);
  // One server of a model is a blade; all of them are the model.
  const families = grouped(
    used.filter(({ family }) => family !== undefined),
    ({ namespace, family }) => `${namespace} ${family}`,
  ).map((group) => {
    const { namespace, family } = group[0]!;
    const all = `sum by (namespace) (${ready(namespace, names(group))})`;
    return `label_replace(${all} == 0, "workload", "${family}", "", "")`;
  });
  const rules: AlertRule[] = [
    {
      alert: 'QuorumLost',
      expr: data.join(' or '),
      for: '3m',
      severity: 'critical',
      summary:
        '{{ $labels.namespace }}/{{ $labels.workload }} has {{ $value }} ready replicas, fewer than it needs to take writes',
    },
    {
      alert: 'ServiceGone',
      expr: [...serving, ...families].join(' or '),
      for: '5m',
      severity: 'critical',
      summary: 'no replica of {{ $labels.namespace }}/{{ $labels.workload }} is ready',
    },
  ];
  return rules.filter(({ expr }) => expr !== '');
}

function names(group: readonly WatchedWorkload[]): string[] {
  return group.map(({ name }) => name).sort();
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

const replicas: AlertRule[] = [
  {
    alert: 'ReplicaMissing',
    expr: 'workload:replicas_wanted:max - workload:replicas_ready:max > 0',
    for: '30m',
    severity: 'warning',
    summary: '{{ $labels.namespace }}/{{ $labels.workload }} lacks {{ $value }} of its replicas',
    explainedBy: 'NodeDown',
  },
  {
    alert: 'DaemonSetShort',
    expr: 'max by (namespace, daemonset) (kube_daemonset_status_desired_number_scheduled) - max by (namespace, daemonset) (kube_daemonset_status_number_ready) > 0',
    for: '30m',
    severity: 'warning',
    summary: '{{ $labels.namespace }}/{{ $labels.daemonset }} is not ready on {{ $value }} blades',
    explainedBy: 'NodeDown',
  },
];

const pods: AlertRule[] = [
  {
    alert: 'PodCrashLooping',
    expr: 'max by (namespace, pod, container) (max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m])) == 1',
    for: '15m',
    severity: 'warning',
    summary: '{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} ends again and again',
  },
  {
    alert: 'PodStuck',
    expr: 'max by (namespace, pod) (kube_pod_status_phase{phase=~"Pending|Unknown"}) == 1',
    for: '30m',
    severity: 'warning',
    summary: '{{ $labels.namespace }}/{{ $labels.pod }} has waited half an hour to start',
    description: 'No blade has room for it, its volume is on a blade that is gone, or its image cannot be pulled.',
    explainedBy: 'NodeDown',
  },
];

const jobs: AlertRule[] = [
  {
    alert: 'JobFailed',
    expr: 'max by (namespace, job_name) (kube_job_failed{condition="true"}) == 1',
    severity: 'warning',
    summary: 'job {{ $labels.namespace }}/{{ $labels.job_name }} failed and is not tried again',
  },
  {
    alert: 'CronJobMissed',
    expr: 'time() - max by (namespace, cronjob) (kube_cronjob_next_schedule_time) > 3600',
    severity: 'warning',
    summary: '{{ $labels.namespace }}/{{ $labels.cronjob }} should have run an hour ago and did not start',
  },
];
