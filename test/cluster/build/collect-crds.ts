import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../kube/object';
import { type Progress, cacheFolder, runGo } from './build-components';
import { type CrdSource, crdSources } from './crd-table';
import { readZip } from './zip';

export interface CustomResourceDefinition extends KubeObject {
  spec: {
    group: string;
    names: { kind: string; plural: string };
    conversion?: unknown;
    versions: { name: string; served: boolean }[];
  };
}

/** CRDs by the name of their source in `crd-table.ts`. */
export type CrdSets = Record<string, CustomResourceDefinition[]>;

/**
 * Every pinned CRD, read once from the modules and then from the cache.
 *
 * @throws when a module cannot be had or its hash is not the pinned one
 */
export async function collectCrds(progress: Progress): Promise<CrdSets> {
  const kept = join(cacheFolder(), `crds-${tableHash()}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as CrdSets;
  const sets: CrdSets = {};
  for (const source of crdSources) {
    progress(`reading CRDs of ${source.module}@${source.version}`);
    sets[source.name] = await fromModule(source);
  }
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(`${kept}.${process.pid}`, JSON.stringify(sets));
  renameSync(`${kept}.${process.pid}`, kept);
  return sets;
}

function tableHash(): string {
  const table = crdSources.map((source) => [source, source.substitute?.map(String)]);
  return createHash('sha256').update(JSON.stringify(table)).digest('hex').slice(0, 16);
}

async function fromModule(source: CrdSource): Promise<CustomResourceDefinition[]> {
  const zip = await moduleZip(source);
  const prefix = `${source.module}@${source.version}/`;
  const wanted = (name: string) =>
    name.endsWith('.yaml') &&
    source.paths.some((path) => name === `${prefix}${path}` || dirname(name) === `${prefix}${path}`);
  const texts = [...readZip(zip, wanted).values()].map((text) =>
    (source.substitute ?? []).reduce((result, [pattern, by]) => result.replace(pattern, by), text),
  );
  return crdsIn(texts, source.name);
}

async function moduleZip({ module, version, sum }: CrdSource): Promise<string> {
  // A module that asks for a newer Go is still fetched; `go` then reports an error beside path and hash.
  const answer = await runGo(['mod', 'download', '-json', `${module}@${version}`], tmpdir()).catch((error: Error) => {
    const json = /\{[\s\S]*\}/.exec(error.message)?.[0];
    if (json === undefined) throw error;
    return json;
  });
  const { Zip, Sum, Error: reason } = JSON.parse(answer) as { Zip?: string; Sum?: string; Error?: string };
  if (Zip === undefined || !existsSync(Zip)) throw new Error(`${module}@${version} cannot be had: ${reason}`);
  if (Sum !== sum) throw new Error(`${module}@${version} has hash ${Sum}, pinned is ${sum}`);
  return Zip;
}

function crdsIn(texts: string[], source: string): CustomResourceDefinition[] {
  const crds = texts
    .flatMap((text) => parseAllDocuments(text, { uniqueKeys: false }))
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((object) => object?.kind === 'CustomResourceDefinition')
    .map((object) => withoutWebhook(object!));
  if (crds.length === 0) throw new Error(`no CRD found in ${source}`);
  return crds;
}

/** Conversion webhooks need their operator, which does not run here; every set stores a version that it serves. */
function withoutWebhook(crd: CustomResourceDefinition): CustomResourceDefinition {
  const { conversion: _, ...spec } = crd.spec;
  return { ...crd, spec };
}
