import { excludes } from './fill';
import type { BladeRoom, PodClass } from './pods';

/** Pods on one blade, by class, and what they leave of it. Asked some hundred thousand times, so it is kept as it goes. */
export interface Loaded {
  blade: BladeRoom;
  pods: Map<string, { pods: PodClass; count: number }>;
  left: Left;
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

export function emptyArrangement(blades: readonly BladeRoom[]): Arrangement {
  return blades.map((blade) => ({ blade, pods: new Map(), left: roomOf(blade) }));
}

function roomOf({ free: { cpuMillicores, memoryBytes, diskBytes, devices }, podSlots }: BladeRoom): Left {
  return { cpuMillicores, memoryBytes, diskBytes, slots: podSlots, devices: { ...devices } };
}

/** The scheduler's filters: allowed there, nothing that keeps off, enough of everything. */
export function hasRoom({ blade, pods, left }: Loaded, pod: PodClass): boolean {
  if (!suffices(left, pod) || !pod.blades.has(blade.name)) return false;
  for (const there of pods.values()) if (excludes(pod, there.pods)) return false;
  return true;
}

/** As `hasRoom`, with every pod that it may push out gone. */
export function hasRoomAfterPreemption(loaded: Loaded, pod: PodClass): boolean {
  if (hasRoom(loaded, pod)) return true;
  if (!pod.preempts || !pod.blades.has(loaded.blade.name)) return false;
  const left = roomOf(loaded.blade);
  for (const { pods: there, count } of loaded.pods.values()) {
    if (there.priority < pod.priority) continue;
    if (excludes(pod, there)) return false;
    take(left, there, count);
  }
  return suffices(left, pod);
}

export function put({ pods, left }: Loaded, pod: PodClass): void {
  pods.set(pod.id, { pods: pod, count: (pods.get(pod.id)?.count ?? 0) + 1 });
  take(left, pod, 1);
}

export function takeAway({ pods, left }: Loaded, pod: PodClass): void {
  const count = (pods.get(pod.id)?.count ?? 0) - 1;
  if (count > 0) pods.set(pod.id, { pods: pod, count });
  else pods.delete(pod.id);
  take(left, pod, -1);
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
