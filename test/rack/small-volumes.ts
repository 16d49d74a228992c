import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { buildRack } from '../../lib/synth';
import { type KubeObject, objectId } from '../cluster/kube/object';
import type { RackInBox } from './rack-in-box';

/** Sizes of volumes as a rack file states them. */
interface Sizes {
  postgres: { disk: string; walDisk: string };
  redis: { disk: string };
}

/** The least that the rack file takes; of Redis a little more, since no XFS is smaller than 300 MiB. */
const small: Sizes = { postgres: { disk: '1Gi', walDisk: '1Gi' }, redis: { disk: '512Mi' } };
/** What an owner raises them to when they are full. */
const grown: Sizes = { postgres: { disk: '2Gi', walDisk: '2Gi' }, redis: { disk: '1Gi' } };

/** PostgreSQL's Cluster and the claims of Redis, as the rack file makes them of other sizes. */
export interface SmallVolumes {
  small: KubeObject[];
  grown: KubeObject[];
}

/** Reads the rack file twice: some seconds, for the scenario that fills volumes. @throws when the file cannot say it */
export function smallVolumes(rack: RackInBox): SmallVolumes {
  return { small: objectsWith(rack, small), grown: objectsWith(rack, grown) };
}

/** What reviews refuse is that volumes shrink, which nothing does here: they begin small. */
function objectsWith({ root, name }: RackInBox, sizes: Sizes): KubeObject[] {
  const file = `clusters/${name}.yaml`;
  const said = parse(readFileSync(join(root, file), 'utf8')) as { apps: Record<string, unknown> };
  for (const [app, fields] of Object.entries(sizes)) {
    const block = said.apps[app]; // a word where the defaults will do
    said.apps[app] = { ...(typeof block === 'object' && block), ...(fields as object) };
  }
  const { facts, problems, findings } = buildRack({ root, file, text: stringify(said) }, { withoutProofs: true });
  const errors = findings.filter(({ level, rule }) => level === 'error' && rule !== 'review/shrinks');
  if (!facts || errors.length > 0)
    throw new Error(`small volumes cannot be generated: ${JSON.stringify([...problems, ...errors])}`);
  return facts.rendered
    .filter(({ app, manifest: { kind } }) => app in sizes && ['Cluster', 'PersistentVolumeClaim'].includes(kind))
    .map(({ manifest }) => JSON.parse(JSON.stringify(manifest)) as KubeObject);
}

interface Growing {
  apps: KubeObject[];
  smallVolumes: () => SmallVolumes;
}

/** The data apps with volumes that fill within seconds. */
export function withSmallVolumes<T extends Growing>(apps: T): T {
  const instead = new Map(apps.smallVolumes().small.map((object) => [objectId(object), object]));
  return { ...apps, apps: apps.apps.map((object) => instead.get(objectId(object)) ?? object) };
}

/** What is applied when an owner raises some of the sizes: `walDisk` of PostgreSQL alone, then `disk` as well. */
export function raised(
  { small: before, grown: after }: SmallVolumes,
  what: 'walDisk' | 'disk' | 'redis',
): KubeObject[] {
  if (what === 'redis') return after.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  const clusterOf = (objects: KubeObject[]) => objects.find(({ kind }) => kind === 'Cluster') as Cluster;
  const [from, to] = [clusterOf(before), clusterOf(after)];
  return [what === 'disk' ? to : { ...to, spec: { ...to.spec, storage: from.spec.storage } }];
}

type Cluster = KubeObject & { spec: Record<string, unknown> };
