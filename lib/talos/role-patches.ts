import type { RackSpec } from '../rack-file/rack';
import { document, type LargeDocument, type TalosDocument } from './document';
import { reservations } from './reservations';

export function controlPlanePatch(rack: RackSpec): (TalosDocument | LargeDocument)[] {
  return [
    kubelet('control-plane'),
    // Cilium is both the CNI and the kube-proxy.
    { ...document('KubeFlannelCNIConfig', {}), $patch: 'delete' },
    document('KubeProxyConfig', { enabled: false }),
    etcdMetrics,
    etcdMetricsFor(rack),
  ];
}

const etcdMetricsPort = 2381;

/**
 * A listener for metrics alone: the one that Talos opens by itself asks for a client certificate of etcd's, with which
 * one could read every Secret.
 */
const etcdMetrics: LargeDocument = {
  version: 'v1alpha1',
  cluster: { etcd: { extraArgs: { 'listen-metrics-urls': `http://0.0.0.0:${etcdMetricsPort}` } } },
};

/**
 * Who may open it: the blades and their pods; all else that asks this port is dropped. A blade is named by its address,
 * since the office is in the same network. Talos accepts by default, so a rule closes its own port and no other.
 */
function etcdMetricsFor({ blades, network }: RackSpec): TalosDocument {
  return document('NetworkRuleConfig', {
    name: 'etcd-metrics',
    portSelector: { ports: [etcdMetricsPort], protocol: 'tcp' },
    ingress: [
      network.pods,
      ...blades.map(({ address }) => `${address}/32`),
      ...(network.ipv6 ? [network.ipv6.pods] : []),
      ...blades.flatMap(({ address6 }) => (address6 === undefined ? [] : [`${address6}/128`])),
    ].map((subnet) => ({ subnet })),
  });
}

export function workerPatch(): TalosDocument[] {
  return [kubelet('worker')];
}

function kubelet(role: keyof typeof reservations): TalosDocument {
  const { systemReserved, kubeReserved, evictionHard } = reservations[role];
  return document('KubeletConfig', {
    config: { systemReserved, kubeReserved, evictionHard },
    // Otherwise each kubelet signs its own serving certificate, and whoever asks it for figures has to believe that.
    // lib/apps/platform/kubelet-csr-approver.ts approves.
    extraArgs: { 'rotate-server-certificates': 'true' },
  });
}
