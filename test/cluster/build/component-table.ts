/** One program that the bench builds from a published Go module. Versions and hashes stand in the module's go.mod and go.sum. */
export interface Component {
  /** File name of the built program. */
  name: string;
  /** Folder under `test/` with the go.mod and go.sum that pin it. */
  module: string;
  /** Go package of its main function; one that starts with `.` is our own and lies in the module's folder. */
  package: string;
  /** Linker flags beyond the common ones: what the program says its version is. */
  linkerFlags?: string;
  /** A published module that has to be changed to run on kernels of ours, and where. @default - as published */
  edit?: ModuleEdit;
}

export interface ModuleEdit {
  module: string;
  /** Path within the module. */
  file: string;
  /** Text as published, and what takes its place everywhere. A text that is not there fails the build. */
  replace: [from: string, to: string][];
}

/** Without these the API server calls itself v0.0.0-master, and clients that compare versions misjudge it. */
const kubernetesVersion = [
  '-X k8s.io/component-base/version.gitVersion=v1.36.3',
  '-X k8s.io/component-base/version.gitMajor=1',
  '-X k8s.io/component-base/version.gitMinor=36',
].join(' ');

function kubernetes(name: string): Component {
  return {
    name,
    module: 'cluster/components/kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    linkerFlags: kubernetesVersion,
  };
}

function containerd(name: string): Component {
  return {
    name,
    module: 'rack/components/containerd',
    package: `github.com/containerd/containerd/v2/cmd/${name}`,
    linkerFlags: '-X github.com/containerd/containerd/v2/version.Version=v2.1.5',
  };
}

/** A main of ours, which starts what the image does: cert-manager's own mains lie in modules that cannot be had. */
function certManager(name: string): Component {
  return {
    name: `cert-manager-${name}`,
    module: 'rack/components/cert-manager',
    package: `./${name}`,
    linkerFlags: '-X github.com/cert-manager/cert-manager/pkg/util.AppVersion=v1.21.2',
  };
}

/**
 * Packets go to user space by the NFQUEUE target of xtables, which more kernels have than the `queue` expression of
 * nftables (CONFIG_NFT_QUEUE). Revision 3 of the target: queue, number of queues, flags, padding; 16 bits each.
 */
const queueByTarget: [string, string][] = [
  ['\t"github.com/google/nftables/expr"\n', '\t"github.com/google/nftables/expr"\n\t"github.com/google/nftables/xt"\n'],
  [
    'queue := &expr.Queue{Num: uint16(c.config.QueueID)}\n\tif c.config.FailOpen {\n\t\tqueue.Flag = expr.QueueFlagBypass\n\t}',
    'flags := uint16(0)\n\tif c.config.FailOpen {\n\t\tflags = 1\n\t}\n\tinfo := xt.Unknown{}\n' +
      '\tfor _, field := range []uint16{uint16(c.config.QueueID), 1, flags, 0} {\n' +
      '\t\tinfo = append(info, binaryutil.NativeEndian.PutUint16(field)...)\n\t}\n' +
      '\tqueue := &expr.Target{Name: "NFQUEUE", Rev: 3, Info: &info}',
  ],
];

export const components = {
  etcd: { name: 'etcd', module: 'cluster/components/kubernetes', package: 'go.etcd.io/etcd/server/v3' },
  'kube-apiserver': kubernetes('kube-apiserver'),
  'kube-controller-manager': kubernetes('kube-controller-manager'),
  'kube-scheduler': kubernetes('kube-scheduler'),
  kubectl: kubernetes('kubectl'),
  kwok: { name: 'kwok', module: 'cluster/components/kwok', package: 'sigs.k8s.io/kwok/cmd/kwok' },
  'kustomize-controller': {
    name: 'kustomize-controller',
    module: 'cluster/components/kustomize-controller',
    package: 'github.com/fluxcd/kustomize-controller',
  },
  kubelet: kubernetes('kubelet'),
  'kube-proxy': kubernetes('kube-proxy'),
  containerd: containerd('containerd'),
  'containerd-shim-runc-v2': containerd('containerd-shim-runc-v2'),
  ctr: containerd('ctr'),
  coredns: { name: 'coredns', module: 'rack/components/coredns', package: '.' },
  'cloudnative-pg': {
    name: 'cloudnative-pg',
    module: 'rack/components/cloudnative-pg',
    package: 'github.com/cloudnative-pg/cloudnative-pg/cmd/manager',
    linkerFlags: '-X github.com/cloudnative-pg/cloudnative-pg/pkg/versions.buildVersion=1.30.0',
  },
  'plugin-barman-cloud': {
    name: 'plugin-barman-cloud',
    module: 'rack/components/plugin-barman-cloud',
    package: 'github.com/cloudnative-pg/plugin-barman-cloud/cmd/manager',
  },
  'cert-manager-controller': certManager('controller'),
  'cert-manager-webhook': certManager('webhook'),
  'cert-manager-cainjector': certManager('cainjector'),
  // The commit that its image of the rack was built from is not known: this is the newest.
  'generic-device-plugin': {
    name: 'generic-device-plugin',
    module: 'rack/components/generic-device-plugin',
    package: 'github.com/squat/generic-device-plugin',
  },
  'kube-network-policies': {
    name: 'kube-network-policies',
    module: 'rack/components/kube-network-policies',
    package: 'sigs.k8s.io/kube-network-policies/cmd',
    edit: {
      module: 'sigs.k8s.io/kube-network-policies',
      file: 'pkg/networkpolicy/controller.go',
      replace: queueByTarget,
    },
  },
  'scheduler-judge': { name: 'scheduler-judge', module: 'judges/kubernetes', package: './scheduler' },
  'arrangement-judge': { name: 'arrangement-judge', module: 'judges/kubernetes', package: './arrangements' },
  'oom-score-judge': { name: 'oom-score-judge', module: 'judges/kubernetes', package: './oom-score' },
  'cilium-judge': { name: 'cilium-judge', module: 'judges/cilium', package: '.' },
} satisfies Record<string, Component>;

export type ComponentName = keyof typeof components;
