import type { EffectLine } from '../../../lib/review/effects/effect';
import type { Happening } from './observe';
import type { Pair } from './pairs';

/** What is held against the cluster; all other effects are changes in place. */
export type Told = Happening | 'refused';

export interface PairVerdict {
  pair: string;
  /** Objects whose fate was foretold, by what it was. */
  right: { object: string; told: Told }[];
  /** `data/StatefulSet/redis: foretold restarts, happened other`. */
  wrong: string[];
}

const judged = new Set<Told>(['created', 'deleted', 'recreated', 'restarts', 'refused']);

/**
 * Holds what the review said of one pair against what happened.
 *
 * @param happened to every object of the cluster that is not as before
 * @param refused ids of objects that Flux says the API server refused
 */
export function verdictOn(
  pair: Pair,
  happened: ReadonlyMap<string, Happening>,
  refused: ReadonlySet<string>,
  objectsOfPair: ReadonlySet<string>,
): PairVerdict {
  const refusing = pair.lines.some(({ effect }) => effect === 'refused');
  const foretold = new Map(pair.lines.map((line) => [line.object, told(line, refusing)]));
  const ids = [...new Set([...foretold.keys(), ...objectsOfPair])].sort();
  const verdict: PairVerdict = { pair: pair.name, right: [], wrong: [] };
  for (const object of ids) {
    const expected = foretold.get(object) ?? 'other';
    const seen: Told = refused.has(object) ? 'refused' : (happened.get(object) ?? 'other');
    if (expected === 'any' || expected === seen) {
      if (judged.has(seen)) verdict.right.push({ object, told: seen });
      continue;
    }
    verdict.wrong.push(`${object}: foretold ${expected}, happened ${seen}`);
  }
  return verdict;
}

/** Flux stops at the whole app where one object is refused: nothing else of it happens. */
function told({ effect, object, detail }: EffectLine, refusing: boolean): Told | 'any' {
  if (effect === 'refused') return 'refused';
  if (refusing) return 'other';
  // No operator runs here that would replace the members of a Cluster.
  if (effect === 'restarts') return object.includes('/Cluster/') ? 'other' : 'restarts';
  // Flux applies two Kustomizations of one commit in any order.
  if (/is applied first/.test(detail)) return 'any';
  return judged.has(effect as Told) ? (effect as Told) : 'other';
}
