import { quantityOfBytes } from '../../units/quantity';
import type { Asks, Machines } from '../app-block';
import type { Draft } from '../draft';
import { askersOf } from '../needs';
import type { Fault, Path } from '../problem';
import { diskParts } from '../disk-parts';
import { workersOf } from '../rack';
import { leastDiskBytes } from './nodes';
import type { SpecRule } from './rule';
import { counted, listed } from '../words';

/**
 * Longhorn puts no new replica on a disk of which less than a quarter is free
 * (setting storage-minimal-available-percentage, default 25), whatever less the rack file reserves.
 */
const leastShareKept = 0.25;

/**
 * Blades and machines when they are sound as a whole: half a rack, or a disk that is a slip, would make every app look
 * too large.
 */
function machinesOf({ blades, entries, hardware = {} }: Draft): Machines | undefined {
  if (entries.length === 0 || entries.some((entry) => !entry?.names || !entry.hardware || !entry.role))
    return undefined;
  const machines: Machines = { blades: [], hardware: {} };
  for (const [name, { arch, cores, memory, disk, watts, installDisk } = {}] of Object.entries(hardware)) {
    if (!arch || !cores || !memory || !disk || disk < leastDiskBytes || !watts || !installDisk) return undefined;
    machines.hardware[name] = { arch, cores, memoryBytes: memory, diskBytes: disk, installDisk, watts };
  }
  for (const { name = '', address, role = 'worker', hardware: kind = '' } of blades) {
    if (!Object.hasOwn(machines.hardware, kind)) return undefined;
    machines.blades.push({ name, address: String(address), role, hardware: kind });
  }
  return machines;
}

interface Asking {
  name: string;
  asks: Asks;
}

function asking({ apps }: Draft, machines: Machines): Asking[] {
  return apps
    .filter(({ on, block, app }) => on && block !== undefined && app.asks)
    .map(({ app, block }) => ({ name: app.name, asks: app.asks?.(block as never, machines) ?? {} }));
}

export const replicasFindBlades: SpecRule = (rack, where) => {
  const machines = machinesOf(rack);
  if (!machines) return [];
  const workers = workersOf(machines).length;
  return asking(rack, machines)
    .filter(({ asks }) => (asks.bladesEach ?? 0) > workers)
    .map(({ name, asks }): Fault => ({
      at: ['apps', askersOf(name, rack.apps, where)[0]],
      on: 'key',
      title: `${name} wants ${counted(asks.bladesEach ?? 0, 'blade')}, the rack has ${counted(workers, 'worker')}`,
      detail: `each of its replicas stands on a blade of its own, so that one dead blade takes one replica; add blades, or switch ${listed(askersOf(name, rack.apps, where))} off`,
    }));
};

export const volumesFitDisks: SpecRule = (rack, where) => {
  const machines = machinesOf(rack);
  if (!machines) return [];
  const all = asking(rack, machines);
  const kept = Math.max(leastShareKept, ...all.map(({ asks }) => asks.diskShareKept ?? 0));
  const usable = workersOf(machines).map(
    ({ hardware }) => diskParts(machines.hardware[hardware]?.diskBytes ?? 0).volumesBytes * (1 - kept),
  );
  const free = `${Math.round(kept * 100)}% of what Talos leaves of each disk stays free`;
  const tooLarge = all.flatMap(({ name, asks }) =>
    largestVolumeFaults(['apps', askersOf(name, rack.apps, where)[0]], name, asks, Math.max(...usable), free),
  );
  if (tooLarge.length > 0) return tooLarge;
  const sums = all
    .map(({ name, asks }) => ({
      name,
      bytes: (asks.volumes ?? []).reduce((sum, { bytes, copies }) => sum + bytes * copies, 0),
    }))
    .sort((a, b) => b.bytes - a.bytes);
  const asked = sums.reduce((sum, { bytes }) => sum + bytes, 0);
  const has = usable.reduce((sum, bytes) => sum + bytes, 0);
  const [largest] = sums;
  if (asked <= has || !largest) return [];
  const terms = sums
    .filter(({ bytes }) => bytes > 0)
    .slice(0, 4)
    .map(({ name, bytes }) => `${name} ${gib(bytes)}`);
  return [
    {
      at: ['apps', askersOf(largest.name, rack.apps, where)[0]],
      on: 'key',
      title: `volumes of ${gib(asked)} on disks that hold ${gib(has)}`,
      detail: `with every copy: ${listed(terms)}; ${free}, or Longhorn stops placing replicas`,
    },
  ];
};

function largestVolumeFaults(at: Path, name: string, asks: Asks, largest: number, free: string): Fault[] {
  return (asks.volumes ?? [])
    .filter(({ bytes }) => bytes > largest)
    .map(({ what, bytes }) => ({
      at,
      on: 'key',
      title: `${name} wants a volume of ${quantityOfBytes(bytes)}, the largest disk of a worker holds ${gib(largest)}`,
      detail: `${what}: one copy must fit on one disk, and ${free}`,
    }));
}

const gib = (bytes: number): string => `${Math.round(bytes / 2 ** 30)}Gi`;
