import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../../lib/compose';
import { AppError } from '../../../lib/kit/app-error';
import { parseImageLock } from '../../../lib/kit/images';
import { toYaml } from '../../../lib/manifest/yaml';
import { type Manifest, objectId } from '../../../lib/manifest/manifest';
import { layOut } from '../../../lib/output/layout';
import type { RackSpec } from '../../../lib/rack-file/rack';
import { changesOf as objectChanges } from '../../../lib/review/changes';
import { reviewTrees } from '../../../lib/review/review';
import { immutable, shrinks } from '../../../lib/review/rules';
import { apps, changesOf, fields, root, whole } from '../../rack-fields';
import { type BenchOptions, startBench } from '../bench';
import { serviceRange } from '../control-plane/control-plane';
import { createLookedUp, dryRun } from '../dry-run/dry-run';
import type { KubeClient } from '../kube/client';
import type { KubeObject } from '../kube/object';

/** What the API server refuses by itself; CloudNativePG's own rules stand in its webhook, which does not run here. */
const ofServer: ReadonlySet<string> = new Set([immutable.id, shrinks.id]);

/** One other value of one field, and what the API server says of the objects that it changes. */
export interface FieldVerdict {
  field: string;
  changed: number;
  /** Objects that the server refuses, with its words. */
  refused: string[];
  /** Refusals of the review that are the server's business, too. */
  foretold: number;
  /** Refused by a policy of data-guard. */
  guarded: number;
  /** Holders of data that leave dist/. */
  leaves: string[];
}

/**
 * Every field of every app's block: the objects of a rack that states them all are applied, then those that another value
 * changes are applied over them, as Flux would, in a dry run. Refused must be what the review refuses, and nothing else.
 */
export async function judgeFields(progress: BenchOptions['progress']): Promise<FieldVerdict[]> {
  const images = parseImageLock(readFileSync(join(root, 'images.lock.yaml'), 'utf8'));
  const textsOf = (rack: RackSpec): Map<string, string> => {
    const { rendered } = compose({ apps, rack: inBench(rack), images, secretHashes: new Map() });
    return new Map([...layOut(rendered).files].map(([path, content]) => [path, String(content)]));
  };
  const bench = await startBench({ extent: 'api', crds: [], ...(progress && { progress }) });
  try {
    // Set by set: a busy machine takes longer for all of them together than the bench waits.
    for (const set of Object.keys(bench.crdSets)) await bench.installCrds([set]);
    const { rendered } = compose({ apps, rack: inBench(whole), images, secretHashes: new Map() });
    await applyAll(
      bench.client,
      rendered.map(({ manifest }) => manifest),
    );
    const verdicts: FieldVerdict[] = [];
    for (const field of fields.filter(({ name }) => name.startsWith('apps.'))) {
      const { before, after } = changesOf(field);
      const old = textsOf(before);
      const written = after.flatMap((rack) => textsUnlessRefused(textsOf, rack));
      for (const texts of written) verdicts.push(await judgeChange(bench.client, field.name, old, texts));
      progress?.(`${field.name}: ${written.length} other values`);
    }
    return verdicts;
  } finally {
    await bench.stop();
  }
}

/** Nothing where an app refuses the value for what another app asks of it: then nothing is written. */
function textsUnlessRefused(textsOf: (rack: RackSpec) => Map<string, string>, rack: RackSpec): Map<string, string>[] {
  try {
    return [textsOf(rack)];
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return [];
  }
}

/** Services with addresses of their own lie in the range of the bench's API server. */
function inBench(rack: RackSpec): RackSpec {
  return { ...rack, network: { ...rack.network, services: serviceRange } };
}

/** The rack as it runs: every claim is bound, since the server lets nobody change one that is not. */
async function applyAll(client: KubeClient, manifests: readonly Manifest[]): Promise<void> {
  const objects = manifests.filter(({ kind }) => kind !== 'CustomResourceDefinition') as unknown as KubeObject[];
  await createLookedUp(client, objects);
  for (const object of objects) {
    await client.apply(object, 'kustomize-controller');
    if (object.kind !== 'PersistentVolumeClaim') continue;
    const capacity = (object as KubeObject & { spec: { resources: { requests: object } } }).spec.resources.requests;
    await client.merge(object, { status: { phase: 'Bound', capacity } }, 'status');
  }
}

async function judgeChange(
  client: KubeClient,
  field: string,
  before: Map<string, string>,
  after: Map<string, string>,
): Promise<FieldVerdict> {
  const changes = objectChanges(before, after);
  const refused: string[] = [];
  for (const { after: wanted } of changes) {
    if (!wanted || wanted.manifest.kind === 'CustomResourceDefinition') continue;
    const object = wanted.manifest as unknown as KubeObject;
    const about = { file: '', as: 'object' as const, object: objectId(wanted.manifest) };
    const { accepted, message = '' } = await dryRun(client, object, toYaml(wanted.manifest), about);
    if (!accepted) refused.push(`${about.object}: ${message.slice(0, 160)}`);
  }
  const { findings } = reviewTrees({ rack: 'every-field', before, after });
  // The rack's own policies ask for an acknowledgement where the review does.
  const guarded = refused.filter((said) => said.includes('ValidatingAdmissionPolicy')).length;
  return {
    field,
    changed: changes.length,
    refused,
    foretold: findings.filter(({ rule, object }) => ofServer.has(rule) && !object.includes('/Cluster/')).length,
    guarded,
    leaves: changes
      .filter(({ after: kept, before: was }) => !kept && was && ['StatefulSet', 'Cluster'].includes(was.manifest.kind))
      .map(({ before: was }) => objectId(was!.manifest)),
  };
}
