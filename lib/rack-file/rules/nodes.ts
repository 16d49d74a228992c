import { nearest } from '../did-you-mean';
import type { Draft, DraftBlade } from '../draft';
import { lengthsOf } from '../draft';
import { freeRun } from '../free-run';
import type { Fault } from '../problem';
import { printPorts } from '../fields/ports';
import { printIpv4Range } from '../../units/ipv4';
import { printIpv6Range } from '../../units/ipv6';
import { quantityOfBytes } from '../../units/quantity';
import type { SpecRule } from './rule';
import { counted } from '../../units/words';

/** Talos system requirements: control plane and worker; the disk counts for both. */
const least = { controlPlaneMemory: 2e9, workerMemory: 1e9 };
export const leastDiskBytes = 10e9;

/** etcd takes a majority for every write: each member beyond seven costs more than it saves (etcd FAQ). */
const mostControlPlanes = 7;

/** The ranges of one entry advance together. Where the others agree, it is the names that are wrong. */
export const rangesAdvanceTogether: SpecRule = ({ entries }) =>
  entries.flatMap((entry, index): Fault[] => {
    if (!entry?.names) return [];
    const { names, addresses, addresses6, ports, bays } = lengthsOf(entry);
    const lengths = { addresses, ports, bays };
    const detail = 'the ranges of an entry advance together, one of each for every blade';
    if (addresses !== undefined && addresses === ports && addresses !== names) {
      const title = `${counted(names ?? 0, 'name')}, but ${counted(addresses, 'address')} and ${counted(addresses, 'port')}`;
      return [
        { at: ['blades', index, 'names'], title, detail, suggestion: namesOfLength(entry.names.names, addresses) },
      ];
    }
    const ofSecond: Fault[] =
      addresses6 === undefined || addresses6 === names
        ? []
        : [
            {
              at: ['blades', index, 'addresses', 1],
              title: `${counted(names ?? 0, 'name')}, but ${counted(addresses6, 'IPv6 address')}`,
              detail: `${detail}; IPv6 counts in sixteens, so ten addresses from ::11 on are ::11-1a`,
              suggestion: ofSecondLength(entry, names ?? 0),
            },
          ];
    const ofFirst = (['addresses', 'ports', 'bays'] as const)
      .filter((field) => lengths[field] !== undefined && lengths[field] !== names)
      .map((field) => ({
        at: ['blades', index, field],
        title: `${counted(names ?? 0, 'name')}, but ${lengths[field]} ${field}`,
        detail,
        suggestion: ofLength(entry, field, names ?? 0),
      }));
    return [...ofFirst, ...ofSecond];
  });

function ofSecondLength({ ipv6 }: Draft['entries'][number] & {}, count: number): string | undefined {
  const first = ipv6?.addresses?.first;
  return first === undefined ? undefined : printIpv6Range({ first, last: first + BigInt(count - 1) });
}

function ofLength(
  { addresses, ports, bays }: Draft['entries'][number] & {},
  field: 'addresses' | 'ports' | 'bays',
  count: number,
): string | undefined {
  if (field === 'bays') return bays && `${bays.first}-${bays.first + count - 1}`;
  if (field === 'ports') return ports && printPorts({ ...ports, last: ports.first + count - 1 });
  return addresses && printIpv4Range({ first: addresses.first, last: addresses.first + count - 1 });
}

/** `blade-04` and a count of 17 make `blade-04..20`; so does `blade-04-blade-20`, which is read as one name. */
function namesOfLength([name = '']: string[], count: number): string | undefined {
  const [, prefix = '', digits] = /^(.*?)(\d+)(?:-\1\d+)?$/.exec(name) ?? [];
  if (digits === undefined) return undefined;
  return count === 1
    ? prefix + digits
    : `${prefix}${digits}..${String(Number(digits) + count - 1).padStart(digits.length, '0')}`;
}

export const namesAreUnique: SpecRule = ({ blades }, { lineOf }) => {
  const owners = new Map<string, DraftBlade>();
  const told = new Set<number>();
  return blades.flatMap((blade): Fault[] => {
    const { name, entry } = blade;
    const owner = name === undefined ? undefined : owners.get(name);
    if (name !== undefined && !owner) owners.set(name, blade);
    if (!owner || told.has(entry)) return [];
    told.add(entry);
    return [
      {
        at: ['blades', entry, 'names'],
        title: `two blades called ${name}`,
        detail: `the other is in line ${lineOf(['blades', owner.entry])}; Kubernetes knows a node by its name alone`,
        suggestion: freeNames(blades, entry),
      },
    ];
  });
};

/** The nearest run of free numbers behind the same letters. */
function freeNames(blades: DraftBlade[], entry: number): string | undefined {
  const own = blades.filter((blade) => blade.entry === entry);
  const [, prefix = '', digits] = /^(.*?)(\d+)$/.exec(own[0]?.name ?? '') ?? [];
  if (digits === undefined) return undefined;
  const others = new Set(blades.filter((blade) => blade.entry !== entry).map(({ name }) => name));
  const nameAt = (number: number) => prefix + String(number).padStart(digits.length, '0');
  const first = freeRun({ wanted: Number(digits), count: own.length, first: 0, last: Infinity }, (n) =>
    others.has(nameAt(n)),
  );
  if (first === undefined) return undefined;
  const end = nameAt(first + own.length - 1).slice(prefix.length);
  return own.length === 1 ? nameAt(first) : `${nameAt(first)}..${end}`;
}

/** Workers always carry pods; a control plane alone must. */
export const schedulableMakesSense: SpecRule = ({ entries, blades }) => {
  const hasWorkers = blades.some(({ role }) => role === 'worker');
  return entries.flatMap((entry, index): Fault[] => {
    if (entry?.schedulable === undefined || entry.role === undefined) return [];
    const at = ['blades', index, 'schedulable'];
    if (entry.role === 'worker') {
      const detail = 'it is for control-plane blades: take it out, or write role: control-plane';
      return [{ at, on: 'key', title: 'a worker always carries pods', detail }];
    }
    if (hasWorkers || entry.schedulable) return [];
    const isAnyOther = blades.some(({ schedulable }) => schedulable === true);
    if (isAnyOther) return [];
    const detail = 'the rack has no workers: take the line out, or add a worker';
    return [{ at, title: 'no blade of the rack would carry pods', detail, suggestion: 'true' }];
  });
};

export const controlPlanesAreOdd: SpecRule = ({ blades, entries }) => {
  if (entries.length === 0 || entries.some((entry) => !entry?.names || !entry.role)) return [];
  const count = blades.filter(({ role }) => role === 'control-plane').length;
  const at = ['blades', entries.findLastIndex((entry) => entry?.role === 'control-plane'), 'role'];
  if (count === 0) {
    return [
      {
        at: ['blades'],
        on: 'key',
        title: 'no blade is control-plane',
        detail: 'write role: control-plane for one blade, or for three, which survive the loss of one',
      },
    ];
  }
  if (count % 2 === 0) {
    const survived = count / 2 - 1;
    return [
      {
        at,
        title: `${count} control-plane blades, an even number`,
        detail: `etcd needs a majority: ${count} survive the loss of ${survived}, just as ${count - 1} do; take ${count - 1} or ${count + 1}`,
      },
    ];
  }
  if (count <= mostControlPlanes) return [];
  return [
    {
      at,
      level: 'warning',
      title: `${count} control-plane blades`,
      detail: `every write waits for a majority of them; beyond ${mostControlPlanes} that costs more than it saves`,
    },
  ];
};

export const hardwareIsKnown: SpecRule = ({ entries, hardware }) => {
  if (!hardware) return [];
  const known = Object.keys(hardware);
  return entries.flatMap((entry, index): Fault[] => {
    const kind = entry?.hardware;
    if (kind === undefined || Object.hasOwn(hardware, kind)) return [];
    const suggestion = nearest(kind, known);
    const detail = suggestion ? undefined : `described under hardware: ${known.join(', ')}`;
    return [{ at: ['blades', index, 'hardware'], title: `no hardware is called ${kind}`, detail, suggestion }];
  });
};

/** What is described but never used is a slip, unless a broken reference may have meant it. */
export const nothingIsIdle: SpecRule = ({ entries, hardware = {}, switches = {} }, { has }) => {
  if (entries.length === 0) return [];
  const kinds = entries.map((entry) => entry?.hardware);
  const feeds = entries.map((entry, index) => (has(['blades', index, 'ports']) ? entry?.ports?.switch : null));
  const idle = (section: string, known: Record<string, unknown>, used: (string | null | undefined)[]): Fault[] => {
    if (used.some((name) => name === undefined || (name !== null && !Object.hasOwn(known, name)))) return [];
    return Object.keys(known)
      .filter((name) => known[name] !== undefined && !used.includes(name))
      .map((name) => ({
        at: [section, name],
        on: 'key',
        level: 'warning',
        title: `no blade uses ${section}.${name}`,
        detail: 'name it in an entry of blades, or leave it out',
      }));
  };
  return [...idle('hardware', hardware, kinds), ...idle('switches', switches, feeds)];
};

export const machinesSuffice: SpecRule = ({ hardware = {}, blades }) =>
  Object.entries(hardware).flatMap(([name, machine]): Fault[] => {
    const { memory, disk } = machine ?? {};
    const isControlPlane = blades.some((blade) => blade.hardware === name && blade.role === 'control-plane');
    const leastMemory = isControlPlane ? least.controlPlaneMemory : least.workerMemory;
    const faults: Fault[] = [];
    if (memory !== undefined && memory < leastMemory) {
      const role = isControlPlane ? 'control-plane blade' : 'worker';
      faults.push({
        at: ['hardware', name, 'memory'],
        title: `${quantityOfBytes(memory)} of memory is too little`,
        detail: `Talos asks for ${quantityOfBytes(leastMemory)} on a ${role}`,
      });
    }
    if (disk !== undefined && disk < leastDiskBytes) {
      faults.push({
        at: ['hardware', name, 'disk'],
        title: `${quantityOfBytes(disk)} of disk is too little`,
        detail: `Talos asks for ${quantityOfBytes(leastDiskBytes)} before the first volume`,
      });
    }
    return faults;
  });
