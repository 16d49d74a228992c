import type { RackSpec } from '../rack-file/rack';
import { document, type LargeDocument, type TalosDocument } from './document';
import { forBladesAlone } from './for-blades-alone';
import { reservations } from './reservations';

export function controlPlanePatch(rack: RackSpec): (TalosDocument | LargeDocument)[] {
  return [
    kubelet('control-plane'),
    // Cilium is both the CNI and the kube-proxy.
    { ...document('KubeFlannelCNIConfig', {}), $patch: 'delete' },
    document('KubeProxyConfig', { enabled: false }),
    etcdMetrics,
    forBladesAlone('etcd-metrics', [etcdMetricsPort], rack),
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

export function workerPatch(): TalosDocument[] {
  return [kubelet('worker')];
}

function kubelet(role: keyof typeof reservations): TalosDocument {
  const { systemReserved, kubeReserved, evictionHard } = reservations[role];
  return document('KubeletConfig', {
    config: { systemReserved, kubeReserved, evictionHard },
    // Otherwise each kubelet signs its own serving certificate, which its clients would have to trust.
    // lib/apps/platform/kubelet-csr-approver.ts approves.
    extraArgs: { 'rotate-server-certificates': 'true' },
  });
}
