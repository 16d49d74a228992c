import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { validateObjects } from '../../../lib/checks/schema/validate';
import { type Manifest, objectId } from '../../../lib/manifest/manifest';
import { buildRack } from '../../../lib/synth';
import { startBench } from '../../cluster/bench';
import { createLookedUp, dryRun } from '../../cluster/dry-run/dry-run';
import type { KubeClient } from '../../cluster/kube/client';
import type { KubeObject } from '../../cluster/kube/object';
import { type Mutant, mutantsOf } from './mutations';
import { serverOnly } from './server-only';

/**
 * Compares our verdicts with those of a real API server: every slip at every place of the reference rack's objects and
 * of samples of the other kinds. What the server refuses must be refused by us too; what only we refuse is listed.
 */

const here = join(process.cwd(), 'test', 'judges', 'agreement');

interface Judged extends Mutant {
  ours: string[];
  server: string | undefined;
}

function samples(): Manifest[] {
  const folder = join(here, 'samples');
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      parseAllDocuments(readFileSync(join(folder, file), 'utf8')).map((document) => document.toJS() as Manifest),
    );
}

function rackObjects(): Manifest[] {
  const { composition } = buildRack({ root: process.cwd(), file: 'clusters/homelab.yaml' });
  return composition?.objects.map(({ manifest }) => manifest) ?? [];
}

/** A few objects of each kind: the rack's policies alone would be a third of the work. */
function someOf(all: Manifest[]): Manifest[] {
  const few = new Set([
    'NetworkPolicy',
    'CiliumNetworkPolicy',
    'Namespace',
    'ServiceAccount',
    'Service',
    'HelmRelease',
    'OCIRepository',
  ]);
  const taken = new Map<string, number>();
  return all.filter(({ kind }) => {
    const count = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, count);
    return count <= (few.has(kind) ? 2 : 3);
  });
}

async function verdictOf(client: KubeClient, object: Manifest): Promise<string | undefined> {
  try {
    const verdict = await dryRun(client, object as KubeObject, JSON.stringify(object), {
      file: '',
      as: 'object',
      object: '',
    });
    return verdict.accepted ? undefined : `${verdict.status} ${verdict.message}`;
  } catch (error) {
    return `no path: ${(error as Error).message}`;
  }
}

function oursOf(object: Manifest): string[] {
  return validateObjects([object])
    .filter(({ level }) => level === 'error')
    .map(({ rule, path, message }) => `${rule} ${path}: ${message}`);
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at] as T);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return results;
}

async function main(): Promise<number> {
  const references = [...samples(), ...someOf(rackObjects())];
  const bench = await startBench({ extent: 'api', progress: (line) => console.error(line) });
  try {
    await createLookedUp(bench.client, [...references, ...rackObjects()] as KubeObject[]);
    const sound = await inParallel(references, async (object) => ({
      object,
      ours: oursOf(object),
      server: await verdictOf(bench.client, object),
    }));
    const unsound = sound.filter(({ ours, server }) => ours.length > 0 || server !== undefined);
    for (const { object, ours, server } of unsound) {
      console.log(
        `REFERENCE ${object.apiVersion} ${objectId(object)}\n  server: ${server ?? 'accepts'}\n  ours: ${ours.join('\n        ') || 'accept'}`,
      );
    }
    const usable = sound.filter((one) => !unsound.includes(one)).map(({ object }) => object);
    const mutants = usable.flatMap((object) => mutantsOf(object, `${object.apiVersion} ${objectId(object)}`));
    console.error(`${usable.length} reference objects, ${mutants.length} mutants`);
    const judged = await inParallel(mutants, async (mutant) => ({
      ...mutant,
      ours: oursOf(mutant.object),
      server: await verdictOf(bench.client, mutant.object),
    }));
    return report(judged, unsound.length);
  } finally {
    await bench.stop();
  }
}

function report(judged: Judged[], unsound: number): number {
  const refused = judged.filter(({ server }) => server !== undefined);
  const missed = refused.filter(
    ({ ours, server }) => ours.length === 0 && !serverOnly.some(({ says }) => says.test(server ?? '')),
  );
  const unknowable = refused.filter(
    ({ ours, server }) => ours.length === 0 && serverOnly.some(({ says }) => says.test(server ?? '')),
  );
  const onlyOurs = judged.filter(({ ours, server }) => ours.length > 0 && server === undefined);
  for (const { id, server } of missed) console.log(`MISSED ${id}\n  server: ${server}`);
  const byRule = new Map<string, string[]>();
  for (const { id, ours } of onlyOurs) {
    const rule = ours[0]?.split(' ')[0] ?? '';
    byRule.set(rule, [...(byRule.get(rule) ?? []), `${id}\n    ${ours[0]}`]);
  }
  for (const [rule, ids] of [...byRule].sort()) console.log(`ONLY OURS ${rule}: ${ids.length}\n  ${ids.join('\n  ')}`);
  const both = refused.length - missed.length - unknowable.length;
  const summary = {
    mutants: judged.length,
    refusedByServer: refused.length,
    refusedByBoth: both,
    missedByUs: missed.length,
    notKnowableHere: unknowable.length,
    onlyByUs: onlyOurs.length,
    acceptedByBoth: judged.length - refused.length - onlyOurs.length,
    unsoundReferences: unsound,
  };
  mkdirSync(join(process.cwd(), '.cache'), { recursive: true });
  writeFileSync(
    join(process.cwd(), '.cache', 'agreement.json'),
    JSON.stringify({ summary, missed: missed.map(slim), onlyOurs: onlyOurs.map(slim) }, null, 1),
  );
  console.log(JSON.stringify(summary, null, 2));
  return missed.length === 0 && unsound === 0 ? 0 : 1;
}

function slim({ id, ours, server }: Judged): object {
  return { id, ours, server };
}

void main().then((code) => {
  process.exitCode = code;
});
