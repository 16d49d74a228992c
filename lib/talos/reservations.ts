import type { Blade, Hardware } from '../rack-file/rack';
import { bytesOf, millicoresOf } from '../units/quantity';

type Role = Blade['role'];

interface Amounts {
  cpu: string;
  memory: string;
}

interface Reservation {
  /** machined, containerd, apid, udevd; on the control plane etcd too, which Talos runs beside the pods. */
  systemReserved: Amounts & { 'ephemeral-storage': string; pid: string };
  /** The kubelet and the container runtime with its shims. */
  kubeReserved: Amounts;
  /** Below these the kubelet evicts pods, lowest priority class first, before the kernel has to choose. */
  evictionHard: Record<'memory.available' | 'nodefs.available' | 'nodefs.inodesFree' | 'imagefs.available', string>;
}

/**
 * Images lie on the same partition as everything else of the kubelet, which obeys the higher of both shares. It clears images
 * when 15 % are left (85 % used, its default); pods go when that was not enough.
 */
const evictionHard = {
  'memory.available': '200Mi',
  'nodefs.available': '10%',
  'nodefs.inodesFree': '5%',
  'imagefs.available': '10%',
};

/**
 * What a blade keeps for itself. The memory is not below the hard protection that Talos 1.14 gives its own cgroups
 * (constants.go: init 96, system 96, containerd 48, sandbox 32, CRI 196, shims 48, kubelet 96 MiB; etcd 256 MiB), with
 * room for an etcd that holds twenty blades. Without a figure of our own Talos keeps 384 or 512 MiB and nothing for the
 * kubelet.
 */
export const reservations: Readonly<Record<Role, Reservation>> = Object.freeze({
  'control-plane': {
    systemReserved: { cpu: '250m', memory: '896Mi', 'ephemeral-storage': '1Gi', pid: '100' },
    kubeReserved: { cpu: '100m', memory: '384Mi' },
    evictionHard,
  },
  worker: {
    systemReserved: { cpu: '100m', memory: '320Mi', 'ephemeral-storage': '1Gi', pid: '100' },
    kubeReserved: { cpu: '100m', memory: '384Mi' },
    evictionHard,
  },
});

export interface Reserved {
  cpuMillicores: number;
  memoryBytes: number;
}

/** What the scheduler may not give to pods: both reservations and the memory below which the kubelet evicts. */
export function reservedOn(role: Role): Reserved {
  const { systemReserved, kubeReserved, evictionHard: eviction } = reservations[role];
  return {
    cpuMillicores: millicoresOf(systemReserved.cpu) + millicoresOf(kubeReserved.cpu),
    memoryBytes: bytesOf(systemReserved.memory) + bytesOf(kubeReserved.memory) + bytesOf(eviction['memory.available']),
  };
}

/** What is left for pods, as `kubectl get node -o jsonpath={.status.allocatable}` would say. */
export function allocatableOn(role: Role, { cores, memoryBytes }: Pick<Hardware, 'cores' | 'memoryBytes'>): Reserved {
  const reserved = reservedOn(role);
  return {
    cpuMillicores: cores * 1000 - reserved.cpuMillicores,
    memoryBytes: memoryBytes - reserved.memoryBytes,
  };
}

/** Both roles, as rules about sums want them. */
export const reservedByRole: Readonly<Record<Role, Reserved>> = Object.freeze({
  'control-plane': reservedOn('control-plane'),
  worker: reservedOn('worker'),
});
