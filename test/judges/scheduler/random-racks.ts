import type { BladeRoom, PodClass } from '../../../lib/placement/pods';
import { seeded } from '../../../lib/placement/random';
import type { Daemon, Machine } from './cluster-objects';

/** A rack as it is: machines, the daemons on them, and classes of pods. */
export interface TrueRack {
  id: string;
  machines: readonly Machine[];
  daemons: readonly Daemon[];
  classes: readonly PodClass[];
}

/** Amounts are multiples of these, so that pods often just fit, or just do not. */
export const CPU_STEP_MILLICORES = 250;
export const MEMORY_STEP_BYTES = 256 * 2 ** 20;
const DEVICE = 'example.com/device';

export function randomRack(seed: number): TrueRack {
  const random = seeded(seed);
  const chance = (share: number) => random() < share;
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const kinds = [1, 2].map(() => ({
    allocatable: {
      cpuMillicores: between(6, 16) * CPU_STEP_MILLICORES,
      memoryBytes: between(8, 24) * MEMORY_STEP_BYTES,
      devices: chance(0.3) ? { [DEVICE]: between(1, 2) } : ({} as Record<string, number>),
    },
    podSlots: between(5, 16),
  }));
  const machines = Array.from({ length: between(3, 7) }, (_, index): Machine => ({
    name: `blade-${index + 1}`,
    ...(kinds[chance(0.75) ? 0 : 1] as (typeof kinds)[number]),
  }));
  const names = machines.map(({ name }) => name);
  const daemons = Array.from({ length: between(1, 2) }, (_, index): Daemon => ({
    id: `daemon-${index}`,
    request: { cpuMillicores: CPU_STEP_MILLICORES, memoryBytes: between(1, 3) * MEMORY_STEP_BYTES },
    blades: chance(0.7) ? names : names.filter(() => chance(0.6)),
  }));
  const length = between(2, 6);
  const classes = Array.from({ length }, (_, index): PodClass => {
    const replicas = between(1, 3);
    const id = `class-${index}`;
    const isPinned = chance(0.2);
    return {
      ...{ id, app: 'app', controller: 'Deployment', replicas, count: replicas + (isPinned || chance(0.5) ? 0 : 1) },
      request: {
        cpuMillicores: between(1, chance(0.1) ? 18 : 6) * CPU_STEP_MILLICORES,
        memoryBytes: between(1, chance(0.1) ? 26 : 8) * MEMORY_STEP_BYTES,
        diskBytes: 0,
        devices: chance(0.1) ? { [DEVICE]: 1 } : {},
      },
      priority: [0, 100, 1000][between(0, 2)] as number,
      preempts: chance(0.8),
      blades: new Set(chance(0.8) ? names : names.filter(() => chance(0.7))),
      keepsOff: new Set([...(chance(0.3) ? [id] : []), ...(chance(0.1) ? [`class-${between(0, length - 1)}`] : [])]),
      isPinned,
    };
  });
  return { id: `random rack ${seed}`, machines, daemons, classes };
}

/** What the daemons leave, as `supplyOf` reckons it for a rack of ours. */
export function roomOf({ machines, daemons }: Pick<TrueRack, 'machines' | 'daemons'>): BladeRoom[] {
  return machines.map(({ name, allocatable, podSlots }) => {
    const here = daemons.filter(({ blades }) => blades.includes(name));
    const sum = (of: (daemon: Daemon) => number) => here.reduce((total, daemon) => total + of(daemon), 0);
    return {
      name,
      free: {
        cpuMillicores: allocatable.cpuMillicores - sum(({ request }) => request.cpuMillicores),
        memoryBytes: allocatable.memoryBytes - sum(({ request }) => request.memoryBytes),
        diskBytes: 0,
        devices: allocatable.devices,
      },
      podSlots: podSlots - here.length,
    };
  });
}
