import { recordOf, recordsOf } from '../manifest/field-path';
import type { Blade } from '../rack-file/rack';
import type { PodSpec } from '../manifest/pod-spec';
import { workersOf } from '../rack-file/rack';
import { type PodSum, noPod, plus, sumOf, sumOfTemplate, times } from './pod-sums';
import { podsMadeElsewhere } from './pods-made-elsewhere';
import { bladesOfChart, possibleBlades } from './possible-blades';
import { instanceResources, instancesOf, postgresClusters } from './postgres-clusters';
import type { RackView } from './rack-view';

/** Pods of one kind: on each of some blades, or so many wherever the scheduler puts them. */
export interface LedgerRow {
  id: string;
  app: string;
  pod: PodSum;
  /** Blades that each run one. */
  daemonOn?: readonly string[];
  /** Pods of the rack. */
  count: number;
  /** No two of them share a blade, so that none of the others takes the place of one that lacks it. @default false */
  onePerBlade?: boolean;
  /** Who says so, where no manifest of ours does. */
  source?: string;
}

export interface LedgerBlade {
  name: string;
  role: Blade['role'];
  hardware: string;
  capacity: Room;
  reserved: Room;
  /** Requests of the pods that belong to this blade. */
  daemons: PodSum;
  /** For the pods that may run anywhere. Negative when the blade cannot even carry its own. */
  left: Room;
  /** Whether ordinary pods may land here. */
  isWorker: boolean;
}

export interface Room {
  cpuMillicores: number;
  memoryBytes: number;
}

export interface Ledger {
  rows: readonly LedgerRow[];
  blades: readonly LedgerBlade[];
  /** Requests of all pods that belong to no blade. */
  asked: PodSum;
  /** The same while a worker is lost: of sets with a blade each, one waits for it where there is none left. */
  askedWithOneLost: PodSum;
  /** Room for them on all workers. */
  room: Room;
  /** Room for them when the worker with the most of it is lost; that of all where there is only one. */
  roomWithOneLost: Room;
}

/** Adds up what a rack's pods ask for and what its blades have: sums, not the proof that every pod finds its place. */
export function ledgerOf(view: RackView): Ledger {
  const rows = [...ownRows(view), ...databaseRows(view), ...chartRows(view), ...elsewhereRows(view)].sort(byId);
  const workers = new Set(workersOf(view.rack).map(({ name }) => name));
  const blades = view.rack.blades.map((blade) => bladeOf(blade, rows, view, workers.has(blade.name)));
  const lefts = blades.filter(({ isWorker }) => isWorker).map(({ left }) => left);
  const room = lefts.reduce(addRooms, { cpuMillicores: 0, memoryBytes: 0 });
  const most = (field: keyof Room) => (lefts.length < 2 ? 0 : Math.max(...lefts.map((left) => left[field])));
  const askedOn = (up: number) =>
    rows
      .filter(({ daemonOn }) => !daemonOn)
      .reduce(
        (sum, { pod, count, onePerBlade }) => plus(sum, times(pod, onePerBlade ? Math.min(count, up) : count)),
        noPod,
      );
  return {
    rows,
    blades,
    asked: askedOn(workers.size),
    askedWithOneLost: askedOn(Math.max(1, workers.size - 1)),
    room,
    roomWithOneLost: {
      cpuMillicores: room.cpuMillicores - most('cpuMillicores'),
      memoryBytes: room.memoryBytes - most('memoryBytes'),
    },
  };
}

function ownRows({ workloads, rack }: RackView): LedgerRow[] {
  return workloads.map(({ id, kind, object, template, replicas }) => {
    const pod = sumOfTemplate(template);
    if (kind !== 'DaemonSet') {
      const onePerBlade = spreadsOverBlades(template.spec);
      return { id, app: object.app, pod, count: replicas, ...(onePerBlade && { onePerBlade }) };
    }
    const daemonOn = possibleBlades(template.spec, rack).map(({ name }) => name);
    return { id, app: object.app, pod, daemonOn, count: daemonOn.length };
  });
}

/** Instances of CloudNativePG, each with the sidecar of its backup plugin. */
function databaseRows(view: RackView): LedgerRow[] {
  return postgresClusters(view).map((cluster) => {
    const { id, app, spec } = cluster;
    const onePerBlade = recordOf(spec.affinity).podAntiAffinityType === 'required';
    const pod = instanceResources(cluster, view).map(sumOf).reduce(plus, noPod);
    return { id, app, pod, count: instancesOf(cluster), ...(onePerBlade && { onePerBlade }) };
  });
}

/** A daemon of which nobody said whether it tolerates the control plane counts there too: too much is the careful side. */
function chartRows({ releases, rack }: RackView): LedgerRow[] {
  return releases.flatMap(({ id, app, footprint }) =>
    (footprint?.workloads ?? []).map(
      ({ kind, name, replicas = 1, cpu, memory, nodeSelector = {}, toleratesControlPlane = true }) => {
        const daemonOn = bladesOfChart(nodeSelector, toleratesControlPlane, rack);
        return {
          id: `${id.split('/')[0] ?? ''}/${kind}/${name}`,
          app,
          pod: sumOf({ requests: { cpu, memory } }),
          count: kind === 'DaemonSet' ? daemonOn.length : replicas,
          source: footprint?.source,
          ...(kind === 'DaemonSet' && { daemonOn }),
        };
      },
    ),
  );
}

function elsewhereRows({ rack }: RackView): LedgerRow[] {
  const control = rack.blades.filter(({ role }) => role === 'control-plane').map(({ name }) => name);
  return podsMadeElsewhere.map(({ name, pod, where, source }) => ({
    id: name,
    app: '',
    pod,
    source,
    ...(where === 'control-plane' ? { daemonOn: control, count: control.length } : { count: where }),
  }));
}

function bladeOf({ name, role, hardware }: Blade, rows: LedgerRow[], { rack, laws }: RackView, isWorker: boolean) {
  const { cores = 0, memoryBytes = 0 } = rack.hardware[hardware] ?? {};
  const capacity = { cpuMillicores: cores * 1000, memoryBytes };
  const reserved = laws.reserved?.[role] ?? { cpuMillicores: 0, memoryBytes: 0 };
  const daemons = rows
    .filter(({ daemonOn }) => daemonOn?.includes(name))
    .map(({ pod }) => pod)
    .reduce(plus, noPod);
  const left = {
    cpuMillicores: capacity.cpuMillicores - reserved.cpuMillicores - daemons.cpuMillicores,
    memoryBytes: capacity.memoryBytes - reserved.memoryBytes - daemons.memoryBytes,
  };
  return { name, role, hardware, capacity, reserved, daemons, left, isWorker };
}

function spreadsOverBlades({ affinity }: PodSpec): boolean {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = recordOf(affinity?.podAntiAffinity);
  return recordsOf(required).some(({ topologyKey }) => topologyKey === 'kubernetes.io/hostname');
}

function addRooms(a: Room, b: Room): Room {
  return { cpuMillicores: a.cpuMillicores + b.cpuMillicores, memoryBytes: a.memoryBytes + b.memoryBytes };
}

function byId(a: LedgerRow, b: LedgerRow): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
