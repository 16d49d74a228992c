import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { rackView } from '../../lib/checks/rack-view';
import { runRules } from '../../lib/checks/run-rules';
import { everyRule } from '../../lib/every-rule';
import type { RackFacts } from '../../lib/facts/facts';
import type { Finding } from '../../lib/facts/finding';
import type { Manifest, Rendered } from '../../lib/manifest/manifest';
import { objectId } from '../../lib/manifest/manifest';
import { readTree } from '../../lib/output/read-tree';
import { type TreeSlip, applied } from './slip';
import { treeSlips } from './tree-slips';

/** What `check --dist` says of a slip that it did not say before. */
export interface Judged {
  slip: TreeSlip;
  /** The finding that stands at the object or names it; undefined: the slip passes, or something else is blamed. */
  named?: Finding;
  /** All errors that are new. */
  findings: Finding[];
}

export function readFiles(folder: string): Map<string, Uint8Array> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(yaml|json)$/.test(file),
  );
  return new Map(names.sort().map((file) => [file, readFileSync(path.join(folder, file))]));
}

export interface Sample {
  /** Slips of each family. */
  ofEach: number;
  seed: number;
  /** Only every so manieth slip. @default 1 */
  everyNth?: number;
}

/**
 * Slips put into a tree, one at a time, and the errors of every rule about it: what `checkTree` says, less the mere
 * notice that a file was edited. The tree is parsed once, not once for each slip.
 *
 * @throws when the tree does not describe itself
 */
export function judgeSlips(
  rack: string,
  files: ReadonlyMap<string, Uint8Array>,
  { ofEach, seed, everyNth = 1 }: Sample,
): Judged[] {
  const { facts } = readTree(rack, files);
  if (!facts) throw new Error(`${rack} does not describe itself`);
  const before = new Set(errorsOf(facts).map(keyOf));
  const slips = treeSlips(
    facts.rendered.map(({ manifest }) => manifest),
    ofEach,
    seed,
  );
  return slips
    .filter((_, i) => i % everyNth === 0)
    .map((slip) => {
      const index = facts.rendered.findIndex(({ manifest }) => objectId(manifest) === slip.object);
      const hit = facts.rendered[index]!;
      const after = applied(hit.manifest, slip);
      const rendered = facts.rendered.toSpliced(index, 1, ...(after ? [{ ...hit, manifest: plain(after) }] : []));
      const findings = errorsOf({ ...facts, rendered }).filter((each) => !before.has(keyOf(each)));
      const named = findings.find(
        (each) => isAbout(each, hit, slip, facts) || (after && each.object === objectId(after)),
      );
      return { slip, findings, ...(named && { named }) };
    });
}

/** A warning stops nobody, so the rules that only warn need not run. */
const errorRules = everyRule.filter(({ level }) => level === 'error');

function errorsOf(facts: RackFacts): Finding[] {
  return runRules(errorRules, rackView(facts), facts.rack.accept).filter(({ level }) => level === 'error');
}

/** As it comes out of a file: a field that is undefined is none. */
function plain(manifest: Manifest): Manifest {
  return JSON.parse(JSON.stringify(manifest)) as Manifest;
}

function keyOf({ rule, object, path: field, message }: Finding): string {
  return [rule, object, field, message].join('|');
}

/** Kinds whose absence or fault shows at what they are made for. */
const forOthers: ReadonlySet<string> = new Set(['NetworkPolicy', 'CiliumNetworkPolicy', 'Kustomization']);

/** Whether a finding stands at an object or names it; of one that is gone, or only serves others, at its app. */
function isAbout(
  { object, message }: Finding,
  { manifest, app }: Rendered,
  { path: at }: TreeSlip,
  facts: RackFacts,
): boolean {
  const { kind, metadata } = manifest;
  const name = metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`;
  const id = objectId(manifest);
  if (
    object === id ||
    [id, `${kind} ${name}`, `${kind.toLowerCase()} ${name}`].some((each) => message.includes(each))
  ) {
    return true;
  }
  if (at !== '' && !forOthers.has(kind)) return false;
  const served = kind === 'Kustomization' ? metadata.name : app;
  const ids = facts.rendered.filter((each) => each.app === served).map((each) => objectId(each.manifest));
  return ids.some((each) => each === object || message.includes(each));
}
