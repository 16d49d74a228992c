import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { rackView } from '../../lib/checks/rack-view';
import { runRules } from '../../lib/checks/run-rules';
import { everyRule } from '../../lib/every-rule';
import type { RackFacts } from '../../lib/facts/facts';
import type { Finding } from '../../lib/facts/finding';
import { readTree } from '../../lib/output/read-tree';
import type { Fault } from './fault';
import { PlantedTree } from './planted-tree';

export interface Judged {
  fault: Fault;
  /** The finding that is about the object; undefined: nobody noticed it there. */
  named?: Finding;
  /** All errors that the fault adds. */
  findings: Finding[];
}

/** @throws when the tree does not describe itself */
export function factsOf(rack: string, folder: string): RackFacts {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(yaml|json)$/.test(file),
  );
  const files = new Map(names.sort().map((file) => [file, readFileSync(path.join(folder, file))]));
  const { facts } = readTree(rack, files);
  if (!facts) throw new Error(`${folder} does not describe itself`);
  return facts;
}

/** Plants each fault in the objects, alone, and asks every rule about them, as `rackwright check --dist` does. */
export function judgeByRules(facts: RackFacts, faults: readonly Fault[]): Judged[] {
  const before = new Set(errorsOf(facts).map(keyOf));
  return faults.map((fault) => {
    const tree = new PlantedTree(facts);
    fault.plant(tree);
    const findings = errorsOf(tree.facts).filter((each) => !before.has(keyOf(each)));
    const named = findings.find((each) => isAbout(each, fault.at) && isSaid(each, fault.says));
    return { fault, findings, ...(named && { named }) };
  });
}

/** A warning stops nobody, so the rules that only warn need not run. */
const errorRules = everyRule.filter(({ level }) => level === 'error');

function errorsOf(facts: RackFacts): Finding[] {
  return runRules(errorRules, rackView(facts), facts.rack.accept);
}

function keyOf({ rule, object, path: field, message }: Finding): string {
  return [rule, object, field, message].join('|');
}

function isAbout({ object, message }: Finding, id: string): boolean {
  return object === id || wordsFor(id).some((words) => message.includes(words));
}

function isSaid({ rule, message }: Finding, says?: RegExp): boolean {
  return says === undefined || says.test(`${rule} ${message}`);
}

/** How messages name an object: `data/ConfigMap/redis`, `ConfigMap data/redis`. */
function wordsFor(id: string): string[] {
  const parts = id.split('/');
  const name = parts.at(-1)!;
  const kind = parts.at(-2)!;
  const place = parts.length === 3 ? `${parts[0]}/${name}` : name;
  return [id, `${kind} ${place}`, `${kind.toLowerCase()} ${place}`];
}
