import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { buildRack } from '../../lib/synth';
import { type KubeObject, objectId } from '../cluster/kube/object';
import type { OffsiteAccount } from './box/offsite-store';
import type { SelfSigned } from './objects/certificates';
import { derivedFrom, objectsOf, valuesOf } from './objects/from-dist';
import { pluginManifests, pluginOf } from './objects/plugin-barman-cloud';
import type { RackInBox } from './rack-in-box';

/** What the scenario `backups` applies. */
export interface BackupApps {
  /** Plugin, PostgreSQL with it, its store and schedule, the drill of PostgreSQL. */
  backups: KubeObject[];
  /** What `restore: { from: postgres }` in the rack file makes of PostgreSQL: a new cluster beside the old one. */
  restored: KubeObject[];
  certificates: SelfSigned[];
  /** For PostgreSQL's backups, off the rack. */
  offsite: OffsiteAccount;
  /** Image that the plugin puts beside PostgreSQL. */
  sidecarImage: string;
  differences: string[];
}

export const restoredName = 'postgres-2';
export const drillJob = 'restore-drill-postgres';

/** Apps whose policies name PostgreSQL's cluster. */
const policyMakers = ['litellm', 'open-webui', 'cloudnative-pg'];

/** Reads `dist/` and, for the restore, the rack file; needs a network only where the plugin's module is not in the cache. */
export async function backupApps(rack: RackInBox, kubectl: string): Promise<BackupApps> {
  const options = { ...rack.dist, backups: true };
  const values = valuesOf(rack.dist.output, 'cloudnative-pg', 'plugin-barman-cloud');
  const plugin = pluginOf(await pluginManifests(kubectl), values, pluginVersion(rack));
  const postgres = await objectsOf(['postgres'], options);
  const drill = await objectsOf(['restore-drill'], options);
  const ofDrill = drill.objects.filter(({ metadata }) => metadata.name.startsWith(drillJob));
  const differences = [...postgres.differences, ...drill.differences].filter((line) => /plain HTTP/.test(line));
  return {
    backups: [...plugin.objects, ...postgres.objects, ...ofDrill],
    restored: restoredObjects(rack),
    certificates: plugin.certificates,
    offsite: offsiteOf(postgres.objects),
    sidecarImage: plugin.sidecarImage,
    differences: [
      ...differences,
      'the backup plugin is its own manifests with the values of the HelmRelease: the chart cannot be had',
      'PostgreSQL closes a file of its log when the scenario asks; a rack waits for up to five minutes',
    ],
  };
}

/** @throws when the lock names none */
function pluginVersion({ root }: RackInBox): string {
  const lock = parseDocument(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
  const version = lock.getIn(['plugin-barman-cloud.plugin-barman-cloud', 'tag']);
  if (typeof version !== 'string') throw new Error('images.lock.yaml names no version of the backup plugin');
  return version;
}

/**
 * The objects that differ after step 3 of docs/runbooks/restore-postgres.md: PostgreSQL under its new name, and the policies
 * that name it. What reviews refuse there until it is acknowledged is that apps begin with another database.
 *
 * @throws when the rack file cannot say it, or anything else is refused
 */
function restoredObjects({ root, name, dist }: RackInBox): KubeObject[] {
  const file = `clusters/${name}.yaml`;
  const document = parseDocument(readFileSync(join(root, file), 'utf8'));
  document.setIn(['apps', 'postgres', 'name'], restoredName);
  document.setIn(['apps', 'postgres', 'restore'], document.createNode({ from: 'postgres' }));
  const { facts, problems, findings } = buildRack({ root, file, text: document.toString() }, { withoutProofs: true });
  const errors = findings.filter(({ level, rule }) => level === 'error' && rule !== 'review/persistence');
  if (!facts || errors.length > 0)
    throw new Error(`a restore cannot be generated: ${JSON.stringify([...problems, ...errors])}`);
  const wanted = facts.rendered.filter(({ app, manifest: { kind } }) =>
    app === 'postgres' ? kind !== 'Secret' : policyMakers.includes(app) && kind.endsWith('NetworkPolicy'),
  );
  const generated = wanted.map(({ manifest }) => JSON.parse(JSON.stringify(manifest)) as KubeObject);
  return derivedFrom(generated, { ...dist, backups: true }).objects;
}

/** Account and bucket as the rack states them to PostgreSQL. @throws when it states none */
function offsiteOf(objects: readonly KubeObject[]): OffsiteAccount {
  const find = <T>(id: string) => {
    const found = objects.find((object) => objectId(object) === id);
    if (found === undefined) throw new Error(`${id} is not in dist/: the rack has no backups off the rack`);
    return found as unknown as T;
  };
  const { stringData } = find<{ stringData: Record<string, string> }>('data/Secret/postgres-offsite');
  const { spec } = find<{ spec: { configuration: { destinationPath: string } } }>('data/ObjectStore/postgres-backups');
  return {
    accessKey: stringData['ACCESS_KEY_ID']!,
    secretKey: stringData['ACCESS_SECRET_KEY']!,
    bucket: new URL(spec.configuration.destinationPath).host,
  };
}
