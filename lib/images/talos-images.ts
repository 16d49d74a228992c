import type { RackSpec } from '../rack-file/rack';
import { installerImage } from '../talos/schematic';

/**
 * Images that Talos itself fetches: those of the control plane and of every kubelet by the Kubernetes of the rack, the rest
 * by Talos 1.14 (siderolabs/talos v1.14.1, pkg/images/list.go and pkg/machinery/constants). Cilium takes the places of
 * flannel and kube-proxy.
 */
export function talosImages({ talos, kubernetes, hardware, blades }: RackSpec): string[] {
  const used = [...new Set(blades.map((blade) => blade.hardware))];
  const installers = used.flatMap((name) => (hardware[name] ? [installerImage(hardware[name], talos)] : []));
  return [
    ...['kube-apiserver', 'kube-controller-manager', 'kube-scheduler'].map(
      (name) => `registry.k8s.io/${name}:v${kubernetes}`,
    ),
    `ghcr.io/siderolabs/kubelet:v${kubernetes}`,
    'registry.k8s.io/etcd:3.7.1',
    'registry.k8s.io/coredns/coredns:v1.14.7',
    'registry.k8s.io/pause:3.10.2',
    ...new Set(installers),
  ];
}
