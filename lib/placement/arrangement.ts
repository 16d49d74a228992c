import { excludes } from './fill';
import type { BladeRoom, PodClass } from './pods';

/** Pods on one blade, by class, and what they leave of it. Asked some hundred thousand times, so it is kept as it goes. */
export interface Loaded {
  blade: BladeRoom;
  pods: Map<PodClass, number>;
  left: Left;
  /** What is left once `asking` has pushed out whom it may. */
  leftAfterPreemption: Left;
  /** The pod that asks for a place. @default - none */
  asking?: PodClass;
  /** Pods there that keep others off. */
  keepers: number;
}

interface Left {
  cpuMillicores: number;
  memoryBytes: number;
  diskBytes: number;
  slots: number;
  devices: Record<string, number>;
}

/** Where pods stand: blades in the order of the rack. */
export type Arrangement = readonly Loaded[];

/** Blades without a pod, on which a pod of a class will ask for a place. */
export function emptyArrangement(blades: readonly BladeRoom[], asking?: PodClass): Arrangement {
  return blades.map((blade) => ({
    blade,
    pods: new Map(),
    left: roomOf(blade),
    leftAfterPreemption: roomOf(blade),
    asking,
    keepers: 0,
  }));
}

function roomOf({ free: { cpuMillicores, memoryBytes, diskBytes, devices }, podSlots }: BladeRoom): Left {
  return { cpuMillicores, memoryBytes, diskBytes, slots: podSlots, devices: { ...devices } };
}

/** The scheduler's filters: allowed there, nothing that keeps off, enough of everything. */
export function hasRoom({ blade, pods, left, keepers }: Loaded, pod: PodClass): boolean {
  if (!suffices(left, pod) || !pod.blades.has(blade.name)) return false;
  if (keepers === 0 && pod.keepsOff.size === 0) return true;
  for (const there of pods.keys()) if (excludes(pod, there)) return false;
  return true;
}

/** As `hasRoom` for the pod that asks, with every pod that it may push out gone. */
export function hasRoomAfterPreemption(loaded: Loaded): boolean {
  const { asking, blade, pods, leftAfterPreemption, keepers } = loaded;
  if (!asking) throw new Error('no pod asks for a place in this arrangement');
  if (hasRoom(loaded, asking)) return true;
  if (!asking.preempts || !suffices(leftAfterPreemption, asking) || !asking.blades.has(blade.name)) return false;
  if (keepers === 0 && asking.keepsOff.size === 0) return true;
  for (const there of pods.keys()) if (there.priority >= asking.priority && excludes(asking, there)) return false;
  return true;
}

export function put(loaded: Loaded, pod: PodClass): void {
  loaded.pods.set(pod, (loaded.pods.get(pod) ?? 0) + 1);
  change(loaded, pod, 1);
}

export function takeAway(loaded: Loaded, pod: PodClass): void {
  const count = (loaded.pods.get(pod) ?? 0) - 1;
  if (count > 0) loaded.pods.set(pod, count);
  else loaded.pods.delete(pod);
  change(loaded, pod, -1);
}

function change(loaded: Loaded, pod: PodClass, count: number): void {
  take(loaded.left, pod, count);
  if (loaded.asking && pod.priority >= loaded.asking.priority) take(loaded.leftAfterPreemption, pod, count);
  if (pod.keepsOff.size > 0) loaded.keepers += count;
}

function take(left: Left, { request }: PodClass, count: number): void {
  left.cpuMillicores -= request.cpuMillicores * count;
  left.memoryBytes -= request.memoryBytes * count;
  left.diskBytes -= request.diskBytes * count;
  left.slots -= count;
  for (const name in request.devices) left.devices[name] = (left.devices[name] ?? 0) - request.devices[name]! * count;
}

/** Whoever asks for nothing of a resource fits where it is used up. */
function suffices(left: Left, { request }: PodClass): boolean {
  if (left.slots < 1) return false;
  if (request.cpuMillicores > 0 && request.cpuMillicores > left.cpuMillicores) return false;
  if (request.memoryBytes > 0 && request.memoryBytes > left.memoryBytes) return false;
  if (request.diskBytes > 0 && request.diskBytes > left.diskBytes) return false;
  for (const name in request.devices) if (request.devices[name]! > (left.devices[name] ?? 0)) return false;
  return true;
}
