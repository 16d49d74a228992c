import { Construct } from 'constructs';
import * as z from 'zod';
import { app } from '../../kit/app';
import { daemonSetMaxUnavailable } from '../../kit/defaults';
import { HelmRelease } from '../../kit/helm-release';
import { MadeElsewhere } from '../../kit/made-elsewhere';
import type { RackSpec } from '../../spec/rack';
import { workersOf } from '../../spec/rack';

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
    new MadeElsewhere(this, 'gateway-class', {
      kind: 'GatewayClass',
      name: 'cilium',
      source: `chart cilium ${version}`,
    });
    new HelmRelease(this, {
      namespace: 'kube-system',
      name: 'cilium',
      chart: { oci: 'oci://quay.io/cilium/charts/cilium', version },
      values: ciliumValues(rack),
      // Its operator looks for the kinds of the Gateway API once, when it starts.
      provides: { crdGroups: ['cilium.io'], needsGroups: ['gateway.networking.k8s.io'] },
      // Uninstalling the network would take every pod's connections with it.
      neverPrune: true,
    });
  }
}

/** Above the ten minutes that every client of a model waits at most. */
const longestSilenceSeconds = 900;

function ciliumValues(rack: RackSpec): Record<string, unknown> {
  const resources = (cpu: string, memory: string) => ({ requests: { cpu, memory }, limits: { memory } });
  const updateStrategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: daemonSetMaxUnavailable } };
  return {
    ipam: { mode: 'kubernetes' },
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
    // A CM4 has no AES instructions; WireGuard's ChaCha20 is the cipher for it.
    encryption: { enabled: true, type: 'wireguard', nodeEncryption: false },
    gatewayAPI: { enabled: true },
    l2announcements: { enabled: true },
    rollOutCiliumPods: true,
    updateStrategy,
    resources: resources('100m', '512Mi'),
    envoy: {
      enabled: true,
      updateStrategy,
      resources: resources('50m', '256Mi'),
      // A request may wait in line and then be read for minutes before the first byte of its answer.
      streamIdleTimeoutDurationSeconds: longestSilenceSeconds,
      // Three more tries of an answer that took minutes and failed would only keep the others waiting; clients decide.
      httpRetryCount: 0,
    },
    operator: {
      replicas: Math.min(2, workersOf(rack).length),
      rollOutPods: true,
      resources: resources('50m', '128Mi'),
    },
    prometheus: { enabled: true },
    hubble: {
      enabled: true,
      relay: { enabled: true, rollOutPods: true, resources: resources('20m', '128Mi') },
      ui: { enabled: false },
      // Renewed by a Job of the chart: a certificate made at render time would differ at every render.
      tls: { auto: { enabled: true, method: 'cronJob' } },
      metrics: { enabled: ['dns', 'drop', 'tcp', 'flow', 'port-distribution', 'icmp', 'httpV2'] },
    },
  };
}
