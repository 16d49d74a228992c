import { countAt } from '../count-at';
import { fieldAt, recordOf, recordsOf } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { podTemplatesOf } from '../../manifest/pod-templates';
import { sumOf, sumOfTemplate } from '../../checks/pod-sums';
import { quorumMark } from '../../facts/marks';
import { parseBytes, quantityOfBytes } from '../../units/quantity';
import type { ObjectChange, Placed } from '../changes';

/** One figure of the rack that is another one after the change. */
export interface Figure {
  /** `blades`, `memory asked for`. */
  name: string;
  before: string;
  after: string;
}

type Rack = Record<string, unknown>;

/** Capacity, power and what sets bear, as far as a change moves them. What did not change is not summed up. */
export function figuresOf(changes: readonly ObjectChange[], racks: { before: Rack; after: Rack }): Figure[] {
  return [...rackFigures(racks), ...askedFigures(changes), ...survivalFigures(changes)];
}

function rackFigures({ before, after }: { before: Rack; after: Rack }): Figure[] {
  const blades = (rack: Rack) => recordsOf(rack['blades']);
  if (blades(before).length === 0 || blades(after).length === 0) return [];
  const hardware = (rack: Rack, { hardware: name }: Rack) => recordOf(recordOf(rack['hardware'])[String(name)]);
  const sum = (rack: Rack, field: (hardware: Rack) => number) =>
    blades(rack).reduce((total, blade) => total + field(hardware(rack, blade)), 0);
  const watts = (rack: Rack) => {
    const total = Object.values(recordOf(rack['switches'])).reduce<number>(
      (all, each) => all + amount(recordOf(each)['totalWatts']),
      0,
    );
    return `${sum(rack, (each) => amount(recordOf(each['watts'])['max']))} W of ${total} W`;
  };
  const memory = (rack: Rack) => asQuantity(sum(rack, (each) => amount(each['memoryBytes'])));
  return [
    figure('blades', String(blades(before).length), String(blades(after).length)),
    figure('power at most', watts(before), watts(after)),
    figure('memory of all blades', memory(before), memory(after)),
  ].flat();
}

function askedFigures(changes: readonly ObjectChange[]): Figure[] {
  const sums = (side: 'before' | 'after') => changes.flatMap((change) => (change[side] ? [askedBy(change[side])] : []));
  const total = (side: 'before' | 'after', field: 'memory' | 'disk') =>
    sums(side).reduce((sum, each) => sum + each[field], 0);
  const grown = (field: 'memory' | 'disk', name: string) => {
    const [from, to] = [total('before', field), total('after', field)];
    return figure(name, asQuantity(from), asQuantity(to));
  };
  return [
    ...grown('memory', 'memory that the changed pods ask for'),
    ...grown('disk', 'volumes that the changed objects ask for'),
  ];
}

/** Bytes that one object asks for: memory of its pods, room of its volumes. */
function askedBy({ manifest }: Placed): { memory: number; disk: number } {
  const { kind } = manifest;
  const size = (path: string) => parseBytes(String(fieldAt(manifest, path) ?? '0')) ?? 0;
  if (kind === 'PersistentVolumeClaim') return { memory: 0, disk: size('spec.resources.requests.storage') };
  if (kind === 'Cluster') {
    const count = countAt(manifest, 'spec.instances');
    const memory = sumOf(fieldAt(manifest, 'spec.resources')).memoryBytes * count;
    return { memory, disk: (size('spec.storage.size') + size('spec.walStorage.size')) * count };
  }
  if (!['Deployment', 'StatefulSet'].includes(kind)) return { memory: 0, disk: 0 };
  const count = countAt(manifest, 'spec.replicas');
  const memory = podTemplatesOf(manifest).reduce((sum, template) => sum + sumOfTemplate(template).memoryBytes, 0);
  return { memory: memory * count, disk: 0 };
}

/** How many members may be away while enough are left, by the quorum that an object states. */
function survivalFigures(changes: readonly ObjectChange[]): Figure[] {
  return changes.flatMap(({ before, after }) => {
    const [from, to] = [before, after].map((placed) => (placed ? spare(placed.manifest) : undefined));
    if (from === undefined || to === undefined) return [];
    const { name, namespace } = after!.manifest.metadata;
    return figure(`${namespace}/${name} bears the loss of`, String(from), String(to));
  });
}

function spare(manifest: Manifest): number | undefined {
  const quorum = Number(quorumMark.in(manifest.metadata.annotations) ?? Number.NaN);
  const members = Number(
    fieldAt(manifest, manifest.kind === 'Cluster' ? 'spec.instances' : 'spec.replicas') ?? Number.NaN,
  );
  const needed = manifest.kind === 'Cluster' && Number.isNaN(quorum) ? Math.floor(members / 2) + 1 : quorum;
  return Number.isNaN(members - needed) ? undefined : members - needed;
}

function figure(name: string, before: string, after: string): Figure[] {
  return before === after ? [] : [{ name, before, after }];
}

/** A quantity of a tree that anybody may have edited: what is no amount counts as nothing. */
function amount(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

function asQuantity(bytes: number): string {
  return quantityOfBytes(Math.round(Math.min(bytes, Number.MAX_SAFE_INTEGER)));
}
