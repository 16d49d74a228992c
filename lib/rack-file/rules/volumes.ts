import { quantityOfBytes } from '../../units/quantity';
import type { AskedVolumes, Machines } from '../app-block';
import { type Asking, asking, machinesOf } from '../asking';
import { diskParts } from '../disk-parts';
import { askersOf } from '../needs';
import type { Fault } from '../problem';
import { workersOf } from '../rack';
import { counted, listed } from '../../units/words';
import type { SpecRule } from './rule';

const gibibyte = 2 ** 30;

/**
 * Longhorn puts no new replica on a disk of which less than a quarter is free
 * (setting storage-minimal-available-percentage, default 25), whatever less the rack file reserves.
 */
const leastShareKept = 0.25;

/** One volume that an app asks for, and where its fault is reported. */
interface VolumeRequest extends AskedVolumes {
  app: string;
  /** Each copy needs a blade of its own. */
  apart: boolean;
}

/** What is wrong, and with the volumes of which app. */
interface VolumeFault {
  app: string;
  title: string;
  detail: string;
}

/** Room for volumes of one kind, by blade. */
interface Disks {
  /** What the disks are called in messages. */
  of: string;
  bytes: Map<string, number>;
  /** Why not all of a disk counts. */
  reserve?: string;
}

export const volumesFitDisks: SpecRule = (rack, where) => {
  const machines = machinesOf(rack);
  if (!machines) return [];
  const all = asking(rack, machines);
  const blamed = ({ app, ...fault }: VolumeFault): Fault => ({
    ...fault,
    at: ['apps', askersOf(app, rack.apps, where)[0]],
    on: 'key',
  });
  return (['local', 'replicated'] as const).flatMap((kind) => {
    const requests = requestsOf(all, kind);
    return requests.length === 0 ? [] : faultsOf(requests, disksOf(kind, machines, all)).map(blamed);
  });
};

/** Copies that a replicating storage makes go to blades of their own; so do replicas of which each has its own blade. */
function requestsOf(all: readonly Asking[], kind: NonNullable<AskedVolumes['kind']>): VolumeRequest[] {
  return all
    .flatMap(({ name, asks }) =>
      (asks.volumes ?? [])
        .filter((volume) => (volume.kind ?? 'local') === kind && volume.bytes * volume.copies > 0)
        .map((volume): VolumeRequest => ({
          ...volume,
          app: name,
          apart: kind === 'replicated' || (asks.bladesEach ?? 0) >= volume.copies,
        })),
    )
    .sort((a, b) => b.bytes - a.bytes);
}

function disksOf(kind: 'local' | 'replicated', machines: Machines, all: readonly Asking[]): Disks {
  const parts = ({ hardware }: Machines['blades'][number]) => diskParts(machines.hardware[hardware]?.diskBytes ?? 0);
  if (kind === 'local') {
    const bytes = workersOf(machines).map((blade) => [blade.name, parts(blade).localGib * gibibyte] as const);
    return { of: 'the disks of the workers', bytes: new Map(bytes) };
  }
  const shares = all.flatMap(({ asks }) => asks.replicas ?? []);
  const kept = Math.max(leastShareKept, ...shares.map(({ shareKept }) => shareKept));
  const chosen = new Set(shares.flatMap(({ blades }) => blades));
  const bytes = machines.blades
    .filter(({ name }) => chosen.has(name))
    .map((blade) => [blade.name, parts(blade).replicasGib * gibibyte * (1 - kept)] as const);
  const reserve = `${Math.round(kept * 100)}% of Longhorn’s part of each disk stays free, or it stops placing replicas`;
  return { of: 'the disks of Longhorn’s blades', bytes: new Map(bytes), reserve };
}

/** The plainest of three faults: one volume too large, all of them too much, or no way to lay them out. */
function faultsOf(requests: readonly VolumeRequest[], disks: Disks): VolumeFault[] {
  const largest = Math.max(0, ...disks.bytes.values());
  const tooLarge = requests.filter(({ bytes }) => bytes > largest);
  if (tooLarge.length > 0) return tooLarge.map((request) => tooLargeFault(request, largest, disks));
  const asked = requests.reduce((sum, { bytes, copies }) => sum + bytes * copies, 0);
  const has = [...disks.bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
  if (asked > has) return [tooMuchFault(requests, asked, has, disks)];
  return layOutFaults(requests, disks);
}

function tooLargeFault({ app, what, bytes }: VolumeRequest, largest: number, { of, reserve }: Disks): VolumeFault {
  return {
    app,
    title: `${app} wants a volume of ${quantityOfBytes(bytes)}, the largest of ${of} holds ${gib(largest)}`,
    detail: `${what}: one copy must fit on one disk${also(reserve)}`,
  };
}

function tooMuchFault(
  requests: readonly VolumeRequest[],
  asked: number,
  has: number,
  { of, reserve }: Disks,
): VolumeFault {
  const sums = new Map<string, number>();
  for (const { app, bytes, copies } of requests) sums.set(app, (sums.get(app) ?? 0) + bytes * copies);
  const sorted = [...sums].sort(([, a], [, b]) => b - a);
  const terms = sorted.slice(0, 4).map(([app, bytes]) => `${app} ${gib(bytes)}`);
  return {
    app: sorted[0]![0],
    title: `volumes of ${gib(asked)}, ${of} hold ${gib(has)}`,
    detail: `with every copy: ${listed(terms)}${also(reserve)}`,
  };
}

/**
 * Places the largest volumes first, each copy where most room is left. What cannot be placed so cannot be placed by the
 * scheduler either, but for rare layouts that nobody should rely on.
 */
function layOutFaults(requests: readonly VolumeRequest[], { of, bytes: room, reserve }: Disks): VolumeFault[] {
  const left = new Map(room);
  // More replicas than blades is another fault, and told by another rule.
  for (const { app, what, bytes, copies, apart } of requests.filter(
    (request) => !request.apart || request.copies <= room.size,
  )) {
    const taken = new Set<string>();
    for (let copy = 0; copy < copies; copy++) {
      const [blade] = [...left].filter(([name]) => !(apart && taken.has(name))).sort(([, a], [, b]) => b - a);
      if (!blade || blade[1] < bytes) {
        const title = `${app} wants ${counted(copies, 'volume')} of ${quantityOfBytes(bytes)}, ${of} have room for ${copy}`;
        const detail = `${what}: ${apart ? 'each copy on a blade of its own, ' : ''}beside the other volumes${also(reserve)}`;
        return [{ app, title, detail }];
      }
      taken.add(blade[0]);
      left.set(blade[0], blade[1] - bytes);
    }
  }
  return [];
}

const also = (reserve: string | undefined): string => (reserve === undefined ? '' : `; ${reserve}`);
const gib = (bytes: number): string => `${Math.round(bytes / gibibyte)}Gi`;

export const replicaBladesAreWorkers: SpecRule = (rack) => {
  const machines = machinesOf(rack);
  if (!machines) return [];
  const workers = new Set(workersOf(machines).map(({ name }) => name));
  return asking(rack, machines).flatMap(({ name, asks }) =>
    (asks.replicas?.blades ?? [])
      .filter((blade) => !workers.has(blade))
      .map((blade): Fault => ({
        at: ['apps', name, 'blades'],
        title: `${blade} carries no volumes`,
        detail: `replicated volumes lie on workers: ${listed([...workers].slice(0, 4))}${workers.size > 4 ? ' …' : ''}`,
      })),
  );
};
