import { instancesOf, postgresClusters } from '../checks/postgres-clusters';
import { type RackObject, type RackView, type WorkloadView, podNamesOf } from '../checks/rack-view';
import { quorumMark } from '../facts/marks';
import { recordOf, textOf } from '../manifest/field-path';
import { isNodeLocal } from './demand';

/** Members that hold something together: below a number of them it takes no writes, or is gone. */
export interface QuorumSet {
  /** Object that makes the members; the rack itself for etcd. */
  id: string;
  what: string;
  members: readonly string[];
  /** Members that must be up, whichever of them are down. */
  needs: number;
  /** Where the number comes from. */
  because: string;
  /** What stops for people when too few are up, and what goes on. */
  without: string;
  /** Blades of the members, where they are known before the scheduler chose. */
  blades?: readonly string[];
  /** What the manifest says is enough. @default - it says nothing */
  stated?: number;
  /** Members of which any so many hold everything that was written while all were up. @default - nobody reckons with it */
  readable?: number;
  /** The smallest set of its kind that bears any two blades; absent where this one does. */
  larger?: { members: number; how?: string };
}

/** Every set of the rack whose program is known, computed from what the program itself reads. */
export function quorumSets(view: RackView): QuorumSet[] {
  return [
    etcd(view),
    ...postgresClusters(view).flatMap(postgres),
    ...view.workloads.flatMap((workload) => (workload.kind === 'StatefulSet' ? statefulSet(workload, view) : [])),
    ...view.ofKind('StorageClass').flatMap(replicated),
  ].filter(({ members }) => members.length > 1);
}

const majority = (members: number) => Math.floor(members / 2) + 1;

/** The smallest set that still has enough with two members gone. */
function firstBearingTwo(members: number, needs: (members: number) => number): { members: number } | undefined {
  if (members - 2 >= needs(members)) return undefined;
  for (let more = members + 1; more <= members + 6; more++) if (more - 2 >= needs(more)) return { members: more };
  return undefined;
}

interface Known extends Pick<QuorumSet, 'what' | 'because' | 'without'> {
  /** How a larger set comes to be, where adding members is not all. */
  how?: string;
  readable?: number;
}

function setOf(id: string, members: readonly string[], needs: (members: number) => number, known: Known): QuorumSet {
  const larger = firstBearingTwo(members.length, needs);
  return {
    id,
    members,
    what: known.what,
    because: known.because,
    without: known.without,
    needs: needs(members.length),
    ...(known.readable !== undefined && { readable: known.readable }),
    ...(larger && { larger: { ...larger, ...(known.how !== undefined && { how: known.how }) } }),
  };
}

function etcd({ rack }: RackView): QuorumSet {
  const blades = rack.blades.filter(({ role }) => role === 'control-plane').map(({ name }) => name);
  const known = {
    what: 'etcd',
    because: 'a majority of its members',
    without: 'no pod is started or moved, and no change is taken; what runs goes on',
  };
  return { ...setOf('etcd', blades, majority, known), blades };
}

/**
 * A commit waits for `number` standbys, so one more instance than that must be up. With `failoverQuorum` a standby is
 * promoted only if R + number > N, R of N standbys being reachable: https://cloudnative-pg.io/documentation/current/failover/
 */
function postgres(cluster: RackObject): QuorumSet[] {
  const { id, name, spec } = cluster;
  const instances = instancesOf(cluster);
  const { number, dataDurability = 'required', failoverQuorum } = recordOf(recordOf(spec.postgresql).synchronous);
  const confirmed = dataDurability === 'required' ? Number(number ?? 0) : 0;
  const needsOf = (all: number, waits: number) =>
    Math.max(waits + 1, failoverQuorum === true && waits > 0 ? all - waits : 1);
  const members = Array.from({ length: instances }, (_, index) => `${name}-${index + 1}`);
  const because =
    confirmed === 0 ? 'any one instance' : `a commit waits for ${confirmed}, and a failover must find every commit`;
  return [
    {
      id,
      what: 'PostgreSQL',
      members,
      needs: needsOf(instances, confirmed),
      because,
      without: confirmed > 0 ? 'writes wait; what is read goes on' : 'the databases are away',
      ...(confirmed > 0 && instances - 2 < needsOf(instances, confirmed) && { larger: databaseBearingTwo(instances) }),
    },
  ];

  function databaseBearingTwo(from: number): QuorumSet['larger'] {
    for (let all = from; all <= from + 6; all++) {
      for (let waits = 1; waits < all; waits++) {
        if (all - 2 >= needsOf(all, waits)) return { members: all, how: `commits wait for ${waits}` };
      }
    }
    return undefined;
  }
}

function statefulSet(workload: WorkloadView, view: RackView): QuorumSet[] {
  const { id, object } = workload;
  const members = podNamesOf(workload);
  const mark = quorumMark.in(object.annotations);
  const stated = mark === undefined ? {} : { stated: Number(mark) };
  const text = configOf(workload, view);
  const command = workload.containers.map(({ container }) => wordsOf(container)).join(' ');
  const found = sentinels(text) ?? erasureSet(command, workload) ?? gossip(command);
  if (found) return [{ ...setOf(id, members, found.needs, found), ...stated }];
  return isOnItsBlades(workload, view) ? [setOf(id, members, () => 1, atTheLeast(workload.name))] : [];
}

type Program = Known & { needs: (members: number) => number };

/** Sentinels elect by majority of all, and a primary without enough replicas refuses writes. */
function sentinels(config: string): Program | undefined {
  const agreeing = /^\s*(?:printf |echo )?["']?sentinel monitor \S+ \S+ \d+ (\d+)/m.exec(config)?.[1];
  if (agreeing === undefined) return undefined;
  const replicas = Number(/^\s*min-replicas-to-write (\d+)/m.exec(config)?.[1] ?? 0);
  return {
    what: 'Redis',
    needs: (members) => Math.max(majority(members), Number(agreeing), replicas + 1),
    because: `a majority of Sentinels elects, ${agreeing} agree that a primary is down, ${replicas} must confirm a write`,
    without: 'no writes to the cache: programs do without, slower',
  };
}

/**
 * One erasure set, up to 16 drives. Parity by default: https://min.io/docs/minio/linux/operations/concepts/erasure-coding.html
 * Where half of the drives are parity a write needs one more than half, so that two halves never both take writes.
 */
function erasureSet(command: string, { containers, replicas }: WorkloadView): Program | undefined {
  if (!/\bserver\b.*\{0\.\.\.\d+\}/.test(command)) return undefined;
  const env = containers.flatMap(({ container }) => container.env ?? []);
  const own = env.find(({ name }) => name === 'MINIO_STORAGE_CLASS_STANDARD')?.value?.replace('EC:', '');
  const parityOf = (drives: number) => (own === undefined ? defaultParity(drives) : Number(own));
  const needs = (drives: number) => drives - parityOf(drives) + (2 * parityOf(drives) === drives ? 1 : 0);
  return {
    what: 'object store',
    needs,
    readable: replicas - parityOf(replicas),
    how: 'a new store, since a set of drives cannot grow',
    without: 'uploads and deletions fail; what is read goes on',
    because: 'stripes over all servers; half of each may be parity, and a write needs more than the data',
  };
}

function defaultParity(drives: number): number {
  if (drives < 2) return 0;
  if (drives < 4) return 1;
  if (drives < 6) return 2;
  return drives < 8 ? 3 : 4;
}

/** Alertmanagers tell one another what was sent; each sends by itself. */
function gossip(command: string): Program | undefined {
  if (!command.includes('--cluster.peer=')) return undefined;
  return {
    what: 'Alertmanager',
    needs: () => 1,
    because: 'each of them tells people by itself',
    without: 'nobody is told of anything',
  };
}

/** Servers that cannot move, of a program that nobody looked into. */
function atTheLeast(name: string): Known {
  return { what: name, because: 'one of them, at the least', without: 'it is away' };
}

function isOnItsBlades({ volumeClaimTemplates }: WorkloadView, view: RackView): boolean {
  return volumeClaimTemplates.some(({ spec }) => isNodeLocal(recordOf(spec).storageClassName, view));
}

/** Volumes in several copies: any one of them carries the volume until others are rebuilt. */
function replicated({ id, name, manifest }: RackObject): QuorumSet[] {
  const copies = Number(recordOf(manifest.parameters).numberOfReplicas ?? 1);
  const members = Array.from({ length: copies }, (_, index) => `copy ${index + 1}`);
  const known = {
    what: `volumes of ${name}`,
    because: 'any one copy carries the volume',
    without: 'pods with such a volume wait',
  };
  return [setOf(id, members, () => 1, known)];
}

function configOf({ template, namespace }: WorkloadView, view: RackView): string {
  return (template.spec.volumes ?? [])
    .flatMap(({ configMap, projected }) => [
      configMap?.name,
      ...(projected?.sources ?? []).map((source) => source.configMap?.name),
    ])
    .flatMap((name) => (name === undefined ? [] : [view.find('ConfigMap', namespace, name)?.object?.manifest.data]))
    .flatMap((data) => Object.values(recordOf(data)).map((value) => textOf(value) ?? ''))
    .join('\n');
}

function wordsOf(container: object): string {
  const { command, args } = container as { command?: unknown; args?: unknown };
  return [command, args].flatMap((list) => (Array.isArray(list) ? list.map(String) : [])).join(' ');
}

/** Blades that can go at the same time before a set is short, whichever they are. */
export function bears({ members, needs }: QuorumSet): number {
  return members.length - needs;
}

/** Pairs of members whose loss leaves too few where that of either alone does not. */
export function breakingPairs(set: QuorumSet): number {
  return bears(set) === 1 ? (set.members.length * (set.members.length - 1)) / 2 : 0;
}
