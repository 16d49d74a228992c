import type { Node, Taint } from '../kube/object';

/** One machine of the simulated rack, as much of it as scheduler and controllers can see. */
export interface Machine {
  name: string;
  arch: 'arm64' | 'amd64';
  cores: number;
  memoryBytes: number;
  role: 'control-plane' | 'worker';
  address: string;
  /** What Talos, kubelet and eviction threshold keep from pods. @default nothing */
  reserved?: { milliCpu: number; memoryBytes: number };
  labels?: Record<string, string>;
  /** Size of the volume group for node-local volumes. @default - none */
  localBytes?: number;
  /** @default control-plane machines carry the control-plane taint, workers none */
  taints?: Taint[];
}

const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';

/** Selects the nodes whose kubelet KWOK plays. */
export const playedBy = { key: 'kwok.x-k8s.io/node', value: 'fake' };

/** The Node that this machine's kubelet would register, with capacity and allocatable; KWOK makes it Ready. */
export function nodeOf(machine: Machine): Node {
  const { name, arch, cores, memoryBytes, address, reserved = { milliCpu: 0, memoryBytes: 0 } } = machine;
  const common = { pods: '110', 'ephemeral-storage': '64Gi' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { [playedBy.key]: playedBy.value },
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/arch': arch,
        'kubernetes.io/os': 'linux',
        ...(machine.role === 'control-plane' && { [controlPlaneLabel]: '' }),
        ...machine.labels,
      },
    },
    spec: { taints: taintsOf(machine) },
    status: {
      capacity: { ...common, cpu: String(cores), memory: String(memoryBytes) },
      allocatable: {
        ...common,
        cpu: `${cores * 1000 - reserved.milliCpu}m`,
        memory: String(memoryBytes - reserved.memoryBytes),
      },
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      nodeInfo: { architecture: arch, operatingSystem: 'linux', kubeletVersion: 'v1.36.3', osImage: 'simulated' },
    },
  } as Node;
}

function taintsOf({ role, taints }: Machine): Taint[] {
  return taints ?? (role === 'control-plane' ? [{ key: controlPlaneLabel, effect: 'NoSchedule' }] : []);
}
