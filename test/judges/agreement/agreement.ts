import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { validateObjects } from '../../../lib/checks/schema/validate';
import { type Manifest, objectId } from '../../../lib/manifest/manifest';
import { startBench } from '../../cluster/bench';
import { createLookedUp, dryRun } from '../../cluster/dry-run/dry-run';
import { readTree } from '../../cluster/dry-run/read-tree';
import { isSealed, withPlaceholders } from '../../cluster/dry-run/stand-in-secret';
import type { KubeClient } from '../../cluster/kube/client';
import type { KubeObject } from '../../cluster/kube/object';
import { type Mutant, mutantsOf } from './mutations';
import { onlyOurs } from './only-ours';
import { serverOnly } from './server-only';

/**
 * Compares our verdicts with those of a real API server: every slip at every place of the reference rack's objects (as
 * they stand in `dist/homelab`) and of samples of the other kinds. What the server refuses must be refused by us too; what only we refuse is listed.
 */

const here = join(process.cwd(), 'test', 'judges', 'agreement');

const OF_EACH_KIND = 1;

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
  const { objects } = readTree(join(process.cwd(), 'dist', 'homelab'));
  return objects.map(({ object }) => (isSealed(object) ? withPlaceholders(object) : object) as unknown as Manifest);
}

/** The first objects of each kind: the rack's policies alone would be a third of the work. */
function someOf(all: Manifest[]): Manifest[] {
  const taken = new Map<string, number>();
  return all.filter(({ kind }) => {
    const count = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, count);
    return count <= OF_EACH_KIND;
  });
}

/** Verdicts of the server on objects it has judged before: it answers the same object the same way. */
const cacheFile = join(process.cwd(), '.cache', 'agreement-verdicts.json');
const ACCEPTED = 'accepted';

function readCache(): Map<string, string> {
  return existsSync(cacheFile) ? new Map(Object.entries(JSON.parse(readFileSync(cacheFile, 'utf8')))) : new Map();
}

function keyOf(object: Manifest): string {
  return createHash('sha256').update(JSON.stringify(object)).digest('base64url').slice(0, 22);
}

function remembering(client: KubeClient): (object: Manifest) => Promise<string | undefined> {
  const cache = readCache();
  return async (object) => {
    const key = keyOf(object);
    const known = cache.get(key) ?? (await verdictOf(client, object)) ?? ACCEPTED;
    if (!cache.has(key)) {
      cache.set(key, known);
      if (cache.size % 500 === 0) writeFileSync(cacheFile, JSON.stringify(Object.fromEntries(cache)));
    }
    return known === ACCEPTED ? undefined : known;
  };
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

/** The same slip at the same place of another object of the kind would tell nothing new. */
function onePerPlace(objects: readonly Manifest[]): Mutant[] {
  const seen = new Set<string>();
  return objects
    .flatMap((object) =>
      mutantsOf(object, `${object.apiVersion} ${objectId(object)}`).map((mutant) => ({
        mutant,
        about: `${object.apiVersion} ${object.kind} ${mutant.place} ${mutant.slip}`,
      })),
    )
    .filter(({ about }) => !seen.has(about) && seen.add(about))
    .map(({ mutant }) => mutant);
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
  const verdict = remembering(bench.client);
  try {
    await createLookedUp(bench.client, [...references, ...rackObjects()] as KubeObject[]);
    const sound = await inParallel(references, async (object) => ({
      object,
      ours: oursOf(object),
      server: await verdict(object),
    }));
    const unsound = sound.filter(({ ours, server }) => ours.length > 0 || server !== undefined);
    for (const { object, ours, server } of unsound) {
      console.log(
        `REFERENCE ${object.apiVersion} ${objectId(object)}\n  server: ${server ?? 'accepts'}\n  ours: ${ours.join('\n        ') || 'accept'}`,
      );
    }
    const usable = sound.filter((one) => !unsound.includes(one)).map(({ object }) => object);
    const mutants = onePerPlace(usable);
    console.error(`${usable.length} reference objects, ${mutants.length} mutants`);
    const judged = await inParallel(mutants, async (mutant) => ({
      ...mutant,
      ours: oursOf(mutant.object),
      server: await verdict(mutant.object),
    }));
    return report(judged, usable.length, unsound.length);
  } finally {
    await bench.stop();
  }
}

/** The rule that speaks first against an object. */
function ruleOf({ ours }: Judged): string {
  return ours[0]?.split(' ')[0] ?? '';
}

function report(judged: Judged[], references: number, unsound: number): number {
  const refused = judged.filter(({ server }) => server !== undefined);
  const silent = refused.filter(({ ours }) => ours.length === 0);
  const missed = silent.filter(({ server = '' }) => !serverOnly.some(({ says }) => says.test(server)));
  const stricter = judged.filter(({ ours, server }) => ours.length > 0 && server === undefined);
  const unreasoned = stricter.filter((one) => !(ruleOf(one) in onlyOurs));
  for (const { id, server } of missed) console.log(`MISSED ${id}\n  server: ${server}`);
  for (const one of unreasoned) console.log(`STRICTER WITHOUT A REASON ${one.id}\n  ${one.ours[0]}`);
  const summary = {
    referenceObjects: references,
    mutants: judged.length,
    refusedByServer: refused.length,
    refusedByBoth: refused.length - silent.length,
    missedByUs: missed.length,
    onlyTheServerCanKnow: silent.length - missed.length,
    onlyByUs: stricter.length,
    acceptedByBoth: judged.length - refused.length - stricter.length,
  };
  writeFileSync(join(here, 'REPORT.md'), page(summary, judged, stricter));
  writeFileSync(
    join(process.cwd(), '.cache', 'agreement.json'),
    JSON.stringify({ summary, missed: missed.map(slim), onlyOurs: stricter.map(slim) }, null, 1),
  );
  console.log(JSON.stringify(summary, null, 2));
  const failed = missed.length + unreasoned.length + unsound;
  console.log(`${judged.length - missed.length - unreasoned.length} passed, ${failed} failed`);
  return failed === 0 && judged.length > 0 ? 0 : 1;
}

function page(summary: Record<string, number>, judged: readonly Judged[], stricter: readonly Judged[]): string {
  const count = <T>(items: readonly T[], name: (item: T) => string) => {
    const counts = new Map<string, number>();
    for (const item of items) counts.set(name(item), (counts.get(name(item)) ?? 0) + 1);
    return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const refused = judged.filter(({ server }) => server !== undefined);
  return [
    '# Agreement with a real API server\n',
    'Written by `node bin/run.cjs test/judges/agreement/agreement.ts`: every slip at every place of the objects in',
    '`dist/homelab` and of samples of the other kinds, each judged by our rules and by a strict server-side dry run of',
    'kube-apiserver.\n',
    ...Object.entries(summary).map(([name, value]) => `- ${name}: ${value}`),
    '\n## Slips that the server refused\n',
    ...count(refused, ({ slip }) => slip).map(([slip, times]) => `- ${slip}: ${times}`),
    '\n## What only we refuse, and why\n',
    ...count(stricter, ruleOf).map(
      ([rule, times]) => `- ${rule}, ${times}: ${onlyOurs[rule as keyof typeof onlyOurs] ?? ''}`,
    ),
    '\n## What only the server can know\n',
    ...serverOnly.map(({ says, why }) => `- \`${says.source}\`: ${why}`),
    '\nNeither knows what admission webhooks of operators decide: they do not run in the bench. The inside of',
    'CustomResourceDefinitions is taken over as their projects publish it; one sample stands for it here.\n',
  ].join('\n');
}

function slim({ id, ours, server }: Judged): object {
  return { id, ours, server };
}

void main().then((code) => {
  process.exitCode = code;
});
