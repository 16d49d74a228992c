import { type RunOptions, runRules } from './checks/rule';
import { rackView } from './checks/rack-view';
import { everyRule } from './every-rule';
import type { RackFacts } from './facts/facts';
import type { Finding } from './facts/finding';
import { compareFindings } from './facts/finding-order';
import { objectId } from './manifest/manifest';
import type { Difference } from './output/inspect';
import { readTree } from './output/read-tree';

/** What a tree says when nothing but the tree is asked. */
export interface CheckedTree {
  rack: string;
  /** Absent when the tree does not describe itself. */
  facts?: RackFacts;
  findings: Finding[];
}

/** Judges `dist/<rack>/` from its files alone: every rule about objects, and whether anybody edited it. */
export function checkTree(rack: string, files: ReadonlyMap<string, Uint8Array>, options: RunOptions = {}): CheckedTree {
  const { facts, problems, differences, places } = readTree(rack, files);
  if (!facts) return { rack, findings: problems };
  const ruled = runRules(everyRule, rackView(facts), facts.rack.accept, options);
  // What a rule names has its cause named; that the file was edited adds nothing.
  const explained = new Set([...problems.map(({ object }) => object), ...explainedPaths(rack, ruled, places)]);
  const edited = differences.map((each) => editedFinding(rack, each)).filter(({ object }) => !explained.has(object));
  return { rack, facts, findings: [...problems, ...ruled, ...edited].sort(compareFindings) };
}

function explainedPaths(rack: string, findings: readonly Finding[], places: ReturnType<typeof readTree>['places']): string[] {
  const named = new Set(findings.filter(({ level }) => level === 'error').map(({ object }) => object));
  return [...places].flatMap(([manifest, path]) => (named.has(objectId(manifest)) ? [`dist/${rack}/${path}`] : []));
}

const said: Record<Difference['what'], [message: string, fix: string]> = {
  changed: [
    'was edited after synth wrote it',
    'change what it is made from (the rack file, images.lock.yaml, its app) and run `npm start`; synth would undo the edit',
  ],
  missing: ['was removed after synth wrote it', 'run `npm start`; to be rid of it, change what it is made from'],
  foreign: ['was put there by nobody that synth knows', 'remove it, or let an app declare it: synth would remove it'],
};

function editedFinding(rack: string, { path, what }: Difference): Finding {
  const [message, fix] = said[what];
  return { level: 'error', rule: 'output/edited', object: `dist/${rack}/${path}`, path: '', message, fix };
}
