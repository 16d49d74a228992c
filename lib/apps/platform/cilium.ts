import { Construct } from 'constructs';
import * as z from 'zod';
import { Alerts } from '../../kit/alerts';
import { app } from '../../kit/app';
import { Dashboard } from '../../kit/dashboards';
import { daemonSetMaxUnavailable } from '../../kit/defaults';
import type { Figures } from '../../kit/chart-footprint';
import { HelmRelease } from '../../kit/helm-release';
import { MadeElsewhere } from '../../kit/made-elsewhere';
import { Pods } from '../../kit/pods';
import type { Trim } from '../../kit/scrape';
import type { RackSpec } from '../../rack-file/rack';
import { workersOf } from '../../rack-file/rack';
import { ciliumAlerts } from './cilium.alerts';
import { networkDashboard } from './cilium.dashboard';

const version = '1.20.1';

export const cilium = app({
  name: 'cilium',
  area: 'platform',
  summary: 'Network between pods: no kube-proxy, WireGuard between blades',
  spec: z.strictObject({}),
  namespaces: {},
  alwaysOn: true,
  build: (scope, { rack }) => new Cilium(scope, rack),
});

/**
 * Installed by hand before Flux (without a network there is no Flux) with these same values and this release name, and
 * adopted by Flux afterwards.
 */
export class Cilium extends Construct {
  constructor(scope: Construct, rack: RackSpec) {
    super(scope, 'cilium');
    new Dashboard(this, networkDashboard);
    new Alerts(this, ciliumAlerts);
    new MadeElsewhere(this, 'gateway-class', {
      kind: 'GatewayClass',
      name: 'cilium',
      source: `chart cilium ${version}`,
    });
    this.metrics(operatorsFor(rack));
    new HelmRelease(this, {
      namespace: 'kube-system',
      name: 'cilium',
      chart: { oci: 'oci://quay.io/cilium/charts/cilium', version },
      values: ciliumValues(rack),
      figures: figuresOf(rack),
      // Its operator looks for the kinds of the Gateway API once, when it starts.
      provides: { crdGroups: ['cilium.io'], needsGroups: ['gateway.networking.k8s.io'] },
      // Uninstalling the network would take every pod's connections with it.
      neverPrune: true,
    });
  }

  /** All of them have the addresses of their blades. */
  private metrics(operators: number): void {
    const pods = (name: string, labels: Record<string, string>, ports: Record<string, { port: number }>) =>
      new Pods(this, `${name}-pods`, {
        namespace: 'kube-system',
        name,
        labels,
        ports,
        source: `chart cilium ${version}`,
        network: 'host',
      });
    const agent = pods('cilium', { 'k8s-app': 'cilium' }, { prometheus: { port: 9962 }, hubble: { port: 9965 } });
    agent.exposesMetrics('prometheus', { exporter: 'cilium-agent', targets: 'every-blade', keep: ofAgents });
    agent.exposesMetrics('hubble', {
      exporter: 'hubble',
      targets: 'every-blade',
      drop: { names: ['go_.*', 'hubble_tcp_flags_total'], reason: 'drops, flows and answers are what people look for' },
    });
    const envoy = pods('cilium-envoy', { 'k8s-app': 'cilium-envoy' }, { prometheus: { port: 9964 } });
    envoy.exposesMetrics('prometheus', { exporter: 'cilium-envoy', targets: 'every-blade', keep: ofEnvoys });
    const operator = pods('cilium-operator', { 'io.cilium/app': 'operator' }, { prometheus: { port: 9963 } });
    operator.exposesMetrics('prometheus', { exporter: 'cilium-operator', targets: operators, keep: ofOperators });
  }
}

/** Above the ten minutes that every client of a model waits at most. */
const longestSilenceSeconds = 900;

const ofAgents: Trim = {
  names: [
    'cilium_(drop|forward)_(count|bytes)_total',
    'cilium_(endpoint|endpoint_state|identity|ip_addresses|version)',
    'cilium_(unreachable_nodes|unreachable_health_endpoints|node_health_connectivity_status)',
    'cilium_(policy|policy_change_total|policy_endpoint_enforcement_status|policy_l7_total)',
    'cilium_(bpf_map_pressure|controllers_failing|errors_warnings_total|endpoint_regenerations_total)',
    'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
  ],
  reason: 'an agent says some 1,600 series, most of them about its own jobs and queues, on every blade',
};

const ofEnvoys: Trim = {
  names: [
    'envoy_server_(live|uptime|memory_allocated)',
    'envoy_http_downstream_(rq_total|rq_xx|cx_active)',
    'envoy_cluster_(membership_healthy|upstream_rq_timeout|upstream_cx_connect_fail)',
  ],
  reason: 'Envoy counts hundreds of things for each route and each backend',
};

const ofOperators: Trim = {
  names: [
    'cilium_operator_(lbipam_.*|identity_gc_entries|unmanaged_pods)',
    'process_(cpu_seconds_total|resident_memory_bytes|start_time_seconds)',
  ],
  reason: 'queues and jobs of the operator are for who debugs it',
};

/** Memory of each part; a small rack counts what an agent and an Envoy take that know few pods. */
const memory = {
  standard: { agent: '512Mi', envoy: '256Mi', operator: '256Mi' },
  small: { agent: '320Mi', envoy: '128Mi', operator: '128Mi' },
} as const;

/** A second one waits for the first to die. In a small rack the API server makes a new one as soon. */
function operatorsFor(rack: RackSpec): number {
  return rack.size === 'small' ? 1 : Math.min(2, workersOf(rack).length);
}

function figuresOf(rack: RackSpec): Figures {
  const { agent, envoy, operator } = memory[rack.size];
  return {
    cilium: { memory: agent },
    'cilium-envoy': { memory: envoy },
    'cilium-operator': { memory: operator, replicas: operatorsFor(rack) },
    ...(rack.size === 'small' && { 'hubble-relay': 'absent' as const }),
  };
}

function ciliumValues(rack: RackSpec): Record<string, unknown> {
  const asked = memory[rack.size];
  const resources = (cpu: string, limit: string, request = limit) => ({
    requests: { cpu, memory: request },
    limits: { memory: limit },
  });
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: daemonSetMaxUnavailable } };
  return {
    ipam: { mode: 'kubernetes' },
    ...(rack.network.ipv6 && { ipv6: { enabled: true } }),
    kubeProxyReplacement: true,
    // Talos' own proxy to the API servers on every node: works before any Service does.
    k8sServiceHost: 'localhost',
    k8sServicePort: 7445,
    cgroup: { autoMount: { enabled: false }, hostRoot: '/sys/fs/cgroup' },
    securityContext: {
      capabilities: {
        // Without SYS_MODULE: Talos loads no modules for pods.
        ciliumAgent: [
          'CHOWN',
          'KILL',
          'NET_ADMIN',
          'NET_RAW',
          'IPC_LOCK',
          'SYS_ADMIN',
          'SYS_RESOURCE',
          'DAC_OVERRIDE',
          'FOWNER',
          'SETGID',
          'SETUID',
        ],
        cleanCiliumState: ['NET_ADMIN', 'SYS_ADMIN', 'SYS_RESOURCE'],
      },
    },
    // Talos answers the pods' DNS on an address of the host; packets to it must go through the host's own routing.
    bpf: { hostLegacyRouting: true },
    // A CM4 has no AES instructions; WireGuard's ChaCha20 is the cipher for it.
    encryption: { enabled: true, type: 'wireguard', nodeEncryption: false },
    gatewayAPI: { enabled: true },
    l2announcements: { enabled: true },
    rollOutCiliumPods: true,
    updateStrategy,
    resources: resources('100m', '512Mi', asked.agent),
    envoy: {
      enabled: true,
      updateStrategy,
      resources: resources('50m', '256Mi', asked.envoy),
      // A request may wait in line and then be read for minutes before the first byte of its answer.
      streamIdleTimeoutDurationSeconds: longestSilenceSeconds,
      // Three more tries of an answer that took minutes and failed would only keep the others waiting; clients decide.
      httpRetryCount: 0,
    },
    operator: {
      replicas: operatorsFor(rack),
      rollOutPods: true,
      resources: resources('50m', '256Mi', asked.operator),
    },
    prometheus: { enabled: true },
    hubble: {
      enabled: true,
      // Flows of all blades in one place are for who watches a rack of many.
      relay:
        rack.size === 'small'
          ? { enabled: false }
          : { enabled: true, rollOutPods: true, resources: resources('20m', '128Mi') },
      ui: { enabled: false },
      // Renewed by a Job of the chart: a certificate made at render time would differ at every render.
      tls: { auto: { enabled: true, method: 'cronJob' } },
      // Without port-distribution, which keeps a series for every port that any client ever came from.
      metrics: { enabled: ['dns', 'drop', 'tcp', 'flow', 'icmp', 'httpV2'] },
    },
  };
}
