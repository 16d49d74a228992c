import type { Asks, Machines } from './app-block';
import { boardTaken } from './boards';
import type { Draft } from './draft';
import { leastDiskBytes } from './rules/nodes';

/**
 * Blades and machines when they are sound as a whole: half a rack, or a disk that is a slip, would make every app look
 * too large.
 */
export function machinesOf({ blades, entries, hardware = {} }: Draft): Machines | undefined {
  if (entries.length === 0 || entries.some((entry) => !entry?.names || !entry.hardware || !entry.role))
    return undefined;
  const machines: Machines = { blades: [], hardware: {} };
  for (const [
    name,
    { arch, cores, memory, disk, data, watts, installDisk, extensions = [], kernelModules = [] } = {},
  ] of Object.entries(hardware)) {
    if (!arch || !cores || !memory || !disk || disk < leastDiskBytes || !watts || !installDisk) return undefined;
    const board = boardTaken(name, { arch, cores, memoryBytes: memory }) ?? 'generic';
    const diskBytes = data?.disk ?? disk;
    machines.hardware[name] = {
      arch,
      board,
      cores,
      memoryBytes: memory,
      diskBytes,
      installDisk,
      extensions,
      kernelModules,
      watts,
    };
  }
  for (const { name = '', address, role = 'worker', schedulable, hardware: kind = '' } of blades) {
    if (!Object.hasOwn(machines.hardware, kind)) return undefined;
    machines.blades.push({ name, address: String(address), role, hardware: kind, ...(schedulable && { schedulable }) });
  }
  return machines;
}

export interface Asking {
  /** Of the app. */
  name: string;
  asks: Asks;
}

/** What every app that is on takes from these machines. */
export function asking({ apps }: Draft, machines: Machines): Asking[] {
  return apps
    .filter(({ on, block, app }) => on && block !== undefined && app.asks)
    .map(({ app, block }) => ({ name: app.name, asks: app.asks?.(block as never, machines) ?? {} }));
}

/** Blades that carry replicated volumes, as the app that offers them chose. */
export function replicaBladesAsked(draft: Draft, machines: Machines): string[] {
  return asking(draft, machines).flatMap(({ asks }) => asks.replicas?.blades ?? []);
}
