import { excludes } from './fill';
import type { Amounts, BladeRoom, PodClass } from './pods';

/** Pods on one blade, by class. */
export interface Loaded {
  blade: BladeRoom;
  pods: Map<string, { pods: PodClass; count: number }>;
}

/** Where pods stand: blades in the order of the rack. */
export type Arrangement = readonly Loaded[];

export function emptyArrangement(blades: readonly BladeRoom[]): Arrangement {
  return blades.map((blade) => ({ blade, pods: new Map() }));
}

/** The scheduler's filters: allowed there, nothing that keeps off, enough of everything. */
export function hasRoom({ blade, pods }: Loaded, pod: PodClass): boolean {
  if (!pod.blades.has(blade.name)) return false;
  const there = [...pods.values()];
  if (there.some((each) => excludes(pod, each.pods))) return false;
  if (there.reduce((sum, { count }) => sum + count, 0) >= blade.podSlots) return false;
  return fits(there, pod, blade.free);
}

/** As `hasRoom`, with every pod that it may push out gone. */
export function hasRoomAfterPreemption(loaded: Loaded, pod: PodClass): boolean {
  if (!pod.preempts) return hasRoom(loaded, pod);
  const staying = [...loaded.pods].filter(([, { pods }]) => pods.priority >= pod.priority);
  return hasRoom({ blade: loaded.blade, pods: new Map(staying) }, pod);
}

export function put({ pods }: Loaded, pod: PodClass): void {
  pods.set(pod.id, { pods: pod, count: (pods.get(pod.id)?.count ?? 0) + 1 });
}

export function takeAway({ pods }: Loaded, pod: PodClass): void {
  const count = (pods.get(pod.id)?.count ?? 0) - 1;
  if (count > 0) pods.set(pod.id, { pods: pod, count });
  else pods.delete(pod.id);
}

function fits(there: readonly { pods: PodClass; count: number }[], pod: PodClass, free: Amounts): boolean {
  const used = (of: (request: Amounts) => number) =>
    there.reduce((sum, { pods, count }) => sum + of(pods.request) * count, 0);
  const enough = (has: number, of: (request: Amounts) => number) => {
    const wants = of(pod.request);
    return wants === 0 || used(of) + wants <= has;
  };
  return (
    enough(free.cpuMillicores, (each) => each.cpuMillicores) &&
    enough(free.memoryBytes, (each) => each.memoryBytes) &&
    enough(free.diskBytes, (each) => each.diskBytes) &&
    Object.keys(pod.request.devices).every((name) => enough(free.devices[name] ?? 0, (each) => each.devices[name] ?? 0))
  );
}
