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
  'scheduler-judge': { name: 'scheduler-judge', module: 'judges/kubernetes', package: './scheduler' },
  'oom-score-judge': { name: 'oom-score-judge', module: 'judges/kubernetes', package: './oom-score' },
  'cilium-judge': { name: 'cilium-judge', module: 'judges/cilium', package: '.' },
} satisfies Record<string, Component>;

export type ComponentName = keyof typeof components;
