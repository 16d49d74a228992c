import { Construct } from 'constructs';
import * as z from 'zod';
import { tierMark } from '../../facts/marks';
import { app } from '../../kit/app';
import { kubeApiServer } from '../../kit/ports';
import { httpGet } from '../../kit/probes';
import { Workload } from '../../kit/workload';
import type { RackSpec } from '../../rack-file/rack';
import { kubernetesAlerts } from './kube-state-metrics.alerts';

const namespace = 'monitoring';

export const kubeStateMetrics = app({
  name: 'kube-state-metrics',
  area: 'observability',
  summary: 'What the cluster’s objects say: replicas wanted and ready, restarts, conditions of blades, claims',
  spec: z.strictObject({}),
  namespaces: { [namespace]: 'restricted' },
  build: (scope, { rack }) => new KubeStateMetrics(scope, rack),
});

/** Kinds that alerts and dashboards ask for, by API group; its role grants these and nothing else. */
const watched: Record<string, readonly string[]> = {
  '': ['namespaces', 'nodes', 'persistentvolumeclaims', 'persistentvolumes', 'pods'],
  apps: ['daemonsets', 'deployments', 'statefulsets'],
  batch: ['cronjobs', 'jobs'],
  policy: ['poddisruptionbudgets'],
};

/** Metrics of those kinds that somebody asks for. The rest is two thirds, with annotations and times of creation. */
const metrics = [
  'kube_node_(info|status_condition|status_allocatable|spec_unschedulable|spec_taint|labels)',
  'kube_namespace_status_phase',
  'kube_pod_(info|labels|status_phase|status_ready|status_reason|owner|created|deletion_timestamp)',
  'kube_pod_container_(info|resource_requests|resource_limits|status_restarts_total|status_ready|status_waiting_reason|status_last_terminated_reason)',
  'kube_statefulset_replicas',
  'kube_(deployment_spec|statefulset)_replicas',
  'kube_(deployment|statefulset)_(status_replicas|status_replicas_ready|status_replicas_available|status_replicas_updated|status_observed_generation|metadata_generation)',
  'kube_daemonset_status_(desired_number_scheduled|number_ready|number_unavailable|updated_number_scheduled)',
  'kube_job_(status_failed|status_succeeded|status_active|complete|failed|owner|status_start_time)',
  'kube_cronjob_(info|created|spec_suspend|status_last_schedule_time|status_last_successful_time|next_schedule_time)',
  'kube_poddisruptionbudget_status_(current_healthy|desired_healthy|pod_disruptions_allowed)',
  'kube_persistentvolumeclaim_(info|status_phase|resource_requests_storage_bytes)',
  'kube_persistentvolume_(info|status_phase|capacity_bytes)',
];

export const kubeStateMetricsArgs: readonly string[] = [
  `--resources=${Object.values(watched).flat().sort().join(',')}`,
  `--metric-allowlist=${metrics.map((names) => `^${names}$`).join(',')}`,
  // Pods carry the tier they belong to: memory pressure is told of by tier.
  `--metric-labels-allowlist=pods=[app.kubernetes.io/name,${tierMark.key}]`,
];

export class KubeStateMetrics extends Construct {
  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'kube-state-metrics');
    const server = new Workload(this, {
      kind: 'Deployment',
      namespace,
      name: 'kube-state-metrics',
      tier: 'serving',
      user: { uid: 65_534, gid: 65_534 },
      role: {
        scope: 'cluster',
        rules: Object.entries(watched).map(([group, resources]) => ({
          apiGroups: [group],
          resources: [...resources],
          verbs: ['list', 'watch'],
        })),
      },
      alerts: (watched) => kubernetesAlerts(rack, watched),
      containers: {
        'kube-state-metrics': {
          image: 'kube-state-metrics',
          args: [...kubeStateMetricsArgs, '--port=8080', '--telemetry-port=8081'],
          ports: { metrics: { port: 8080, http: true }, telemetry: { port: 8081, http: true } },
          scrape: { port: 'metrics', honorLabels: true },
          cpu: '20m',
          memory: '128Mi',
          ready: httpGet('/readyz', 'telemetry'),
          live: httpGet('/livez', 'metrics', { failureThreshold: 6 }),
        },
      },
    });
    server.connectsTo(kubeApiServer);
  }
}
