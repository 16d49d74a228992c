import { podRange } from '../../cluster/control-plane/control-plane';
import { reservations } from '../../../lib/talos/reservations';

/** One blade of the box: a machine of the rack, as much of it as a kubelet shows. */
export interface BladeSpec {
  name: string;
  role: 'control-plane' | 'worker';
  /** Its address on the rack's own network. */
  address: string;
  /** 1, 2, …: its range of pod addresses is 10.244.<number>.0/24. */
  number: number;
  memoryBytes: number;
  /** What its own kubelet would count; that of the box counts the machine's. */
  cores: number;
  /** What Talos tells its kubelet to register. */
  labels: Record<string, string>;
}

export const clusterDns = '10.96.0.10';
export const sandboxImage = 'registry.k8s.io/pause:3.10';

export const podRangeOf = ({ number }: Pick<BladeSpec, 'number'>): string => `10.244.${number}.0/24`;

export interface KubeletCredentials {
  /** A kubeconfig file as text. */
  kubelet: string;
  /** What it shows to those who ask it, PEM. */
  serving: { cert: string; key: string };
}

/** Certificates and addresses that a blade is given when it joins. */
export interface Joining extends KubeletCredentials {
  /** A kubeconfig file as text. */
  kubeProxy: string;
  /** Token of the service account of the policy controller, and the cluster's CA. */
  networkPolicies: { token: string; 'ca.crt': string };
  /** Whether it has a disk of its own, and not a part of the machine's. */
  ownDisk: boolean;
}

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

/** Files below `/` of a blade, by path: what Talos would write from its machine configuration. */
export function bladeFiles(blade: BladeSpec, joining: Joining, ca: string) {
  const { kubeProxy, networkPolicies, ownDisk } = joining;
  return {
    ...kubeletFiles(blade, joining, ca, ownDisk),
    'etc/kubernetes/kube-proxy.conf': kubeProxy,
    'etc/kubernetes/kube-proxy.json': json(kubeProxyConfiguration),
    'etc/kubernetes/network-policies/token': networkPolicies.token,
    'etc/kubernetes/network-policies/ca.crt': networkPolicies['ca.crt'],
  };
}

/** Those without which no pod runs. */
export function kubeletFiles(blade: BladeSpec, { kubelet, serving }: KubeletCredentials, ca: string, ownDisk = false) {
  return {
    'etc/kubernetes/ca.crt': ca,
    'etc/kubernetes/kubelet.conf': kubelet,
    'etc/kubernetes/kubelet.crt': serving.cert,
    'etc/kubernetes/kubelet.key': serving.key,
    'etc/kubernetes/kubelet.json': json(kubeletConfiguration(blade, ownDisk)),
    'etc/kubernetes/resolv.conf': 'nameserver 127.0.0.1\n', // for pods that do not ask the cluster; nobody answers
    'etc/cni/net.d/10-rack.conflist': json(podNetwork(blade)),
    'etc/containerd/config.toml': containerdConfiguration,
    'etc/passwd': 'root:x:0:0::/root:/bin/bash\n',
    'etc/group': 'root:x:0:\n',
    'etc/resolv.conf': 'nameserver 127.0.0.1\n',
    'etc/hosts': `127.0.0.1 localhost\n${blade.address} ${blade.name}\n`,
  };
}

/** All blades share one disk: a kubelet must not evict because another bench fills it. */
const sharedDisk = { 'nodefs.available': '1%', 'nodefs.inodesFree': '1%', 'imagefs.available': '1%' };

function kubeletConfiguration({ role }: BladeSpec, ownDisk: boolean) {
  const { systemReserved, kubeReserved, evictionHard } = reservations[role];
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: '/etc/kubernetes/ca.crt' },
    },
    authorization: { mode: 'Webhook' },
    clusterDNS: [clusterDns],
    clusterDomain: 'cluster.local',
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    cgroupDriver: 'cgroupfs',
    failCgroupV1: false,
    failSwapOn: false,
    enforceNodeAllocatable: ['pods'],
    systemReserved: { ...systemReserved, ...(!ownDisk && { 'ephemeral-storage': '1Mi' }) },
    kubeReserved,
    evictionHard: { ...evictionHard, ...(!ownDisk && sharedDisk) },
    // Above 85 % the kubelet would delete images, which nothing can pull again.
    imageGCHighThresholdPercent: 100,
    podLogsDir: '/var/log/pods',
    resolvConf: '/etc/kubernetes/resolv.conf',
    rotateCertificates: false,
    tlsCertFile: '/etc/kubernetes/kubelet.crt',
    tlsPrivateKeyFile: '/etc/kubernetes/kubelet.key',
    // Kubernetes' own minute where sizes mean something.
    volumeStatsAggPeriod: ownDisk ? '1m' : '5m',
    shutdownGracePeriod: '0s',
  };
}

const kubeProxyConfiguration = {
  apiVersion: 'kubeproxy.config.k8s.io/v1alpha1',
  kind: 'KubeProxyConfiguration',
  mode: 'nftables',
  clusterCIDR: podRange,
  clientConnection: { kubeconfig: '/etc/kubernetes/kube-proxy.conf' },
  // Limits of connection tracking belong to the host's kernel.
  conntrack: { maxPerCore: 0, min: 0, tcpEstablishedTimeout: '0s', tcpCloseWaitTimeout: '0s' },
  healthzBindAddress: '127.0.0.1:10256',
  metricsBindAddress: '127.0.0.1:10249',
};

/** Point to point: every packet is routed, so that answers within a blade pass the Service's rules again. */
function podNetwork(blade: BladeSpec) {
  return {
    cniVersion: '1.0.0',
    name: 'rack',
    plugins: [
      {
        type: 'ptp',
        ipMasq: false,
        ipam: {
          type: 'host-local',
          ranges: [[{ subnet: podRangeOf(blade) }]],
          routes: [{ dst: '0.0.0.0/0' }],
          dataDir: '/run/cni', // addresses end with the power, as their pods do
        },
      },
      { type: 'portmap', capabilities: { portMappings: true } },
    ],
  };
}

const containerdConfiguration = `version = 3
root = "/var/lib/containerd"
state = "/run/containerd"

[grpc]
address = "/run/containerd/containerd.sock"

[plugins.'io.containerd.cri.v1.images']
snapshotter = "overlayfs"

[plugins.'io.containerd.cri.v1.images'.pinned_images]
sandbox = "${sandboxImage}"

[plugins.'io.containerd.cri.v1.runtime']
# A machine may lack CAP_SYS_RESOURCE; negative scores become 0 then.
restrict_oom_score_adj = true
disable_apparmor = true

[plugins.'io.containerd.cri.v1.runtime'.cni]
bin_dirs = ["/usr/lib/cni"]
conf_dir = "/etc/cni/net.d"

[plugins.'io.containerd.cri.v1.runtime'.containerd]
default_runtime_name = "runc"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc]
runtime_type = "io.containerd.runc.v2"

[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.runc.options]
SystemdCgroup = false
`;
