import type { Rule } from './checks/rule';
import { type RunOptions, runRules } from './checks/run-rules';
import { rackView } from './checks/rack-view';
import { everyRule } from './every-rule';
import type { RackFacts } from './facts/facts';
import type { Finding } from './facts/finding';
import { compareFindings } from './facts/finding-order';
import { objectId } from './manifest/manifest';
import type { Difference } from './output/inspect';
import { partAt } from './output/part-file';
import { readTree } from './output/read-tree';

type Files = ReadonlyMap<string, Uint8Array>;

export interface TreeOptions extends RunOptions {
  /** @default - every rule */
  rules?: readonly Rule[];
}

/** What a tree says when nothing but the tree is asked. */
export interface CheckedTree {
  /** Absent when the tree does not describe itself. */
  facts?: RackFacts;
  findings: Finding[];
}

/** Validates `dist/<rack>/` from its files alone: every rule about objects, and whether anybody edited it. */
export function checkTree(rack: string, files: Files, options: TreeOptions = {}): CheckedTree {
  const { facts, problems, differences, places } = readTree(rack, files);
  if (!facts) return { findings: problems };
  const ruled = runRules(options.rules ?? everyRule, rackView(facts), facts.rack.accept, options);
  const found = [...problems, ...ruled];
  // What a rule names has its cause named; that the file was edited adds nothing.
  const explained = new Set(differences.filter(({ path }) => errorsAt(rack, path, found, places).length > 0));
  const edited = differences.filter((each) => !explained.has(each)).map((each) => editedFinding(rack, each));
  return { facts, findings: [...found, ...edited].sort(compareFindings) };
}

/**
 * Why `dist/<rack>/` is not what synth writes now. A file that somebody edited is named for what is wrong in it. Where
 * every file is as some synth wrote it, the sources changed since, or git merged two trees into one that no synth made.
 */
export function explainStale(
  rack: string,
  files: Files,
  differences: readonly Difference[],
  options: TreeOptions = {},
): Finding[] {
  const { differences: edits } = readTree(rack, files);
  const edited = new Set(edits.map(({ path }) => path));
  const meant = new Set(differences.map(({ path }) => path));
  const causes = causesOf(
    rack,
    files,
    edits.filter(({ path }) => meant.has(path)),
    options,
  );
  const hasOthers = differences.some(({ path }) => partAt(path) === undefined);
  const fresh = differences
    .filter(({ path }) => !edited.has(path))
    // What describes a file differs because the file does.
    .filter(({ path }) => !hasOthers || partAt(path) === undefined)
    .map((each) => freshFinding(rack, each, files.size > 0));
  return [...causes, ...fresh];
}

/** What is wrong with files that somebody edited after synth wrote them, as rules and the tree itself say it. */
export function editedByHand(rack: string, files: Files, options: TreeOptions = {}): Finding[] {
  return causesOf(rack, files, readTree(rack, files).differences, options);
}

/** Errors about files that were edited, each once. */
function causesOf(rack: string, files: Files, edits: readonly Difference[], options: TreeOptions): Finding[] {
  if (edits.length === 0) return [];
  const { findings } = checkTree(rack, files, options);
  const { places } = readTree(rack, files);
  return [...new Set(edits.flatMap(({ path }) => errorsAt(rack, path, findings, places)))];
}

/** Errors about a file, or about an object in it. */
function errorsAt(
  rack: string,
  path: string,
  findings: readonly Finding[],
  places: ReturnType<typeof readTree>['places'],
): Finding[] {
  const file = `dist/${rack}/${path}`;
  const ids = [...places].flatMap(([manifest, place]) => (place === path ? [objectId(manifest)] : []));
  return findings.filter(({ object, level }) => level === 'error' && (object === file || ids.includes(object)));
}

const edits: Record<Difference['what'], [message: string, fix: string]> = {
  changed: [
    'was edited after synth wrote it',
    'change what it is made from (the rack file, images.lock.yaml, its app) and run `npm start`: synth would undo the edit',
  ],
  missing: ['was removed after synth wrote it', 'run `npm start`; to be rid of it, change what it is made from'],
  foreign: ['was written by no synth', 'remove it, or let an app declare it: synth would remove it'],
};

function editedFinding(rack: string, { path, what }: Difference): Finding {
  const [message, fix] = edits[what];
  return { level: 'error', rule: 'output/edited', object: `dist/${rack}/${path}`, path: '', message, fix };
}

const stale = { changed: 'is not what synth writes now', missing: 'is missing', foreign: 'is written by nothing now' };

function freshFinding(rack: string, { path, what }: Difference, isThere: boolean): Finding {
  const cause = isThere ? ': its sources changed since, or a merge put it beside files of another synth' : '';
  return {
    level: 'error',
    rule: 'output/fresh',
    object: `dist/${rack}/${path}`,
    path: '',
    message: `${stale[what]}${cause}`,
    fix: 'run `npm start` and commit dist/ with the change that caused it',
  };
}
