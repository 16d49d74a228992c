import type { Manifest } from '../../lib/manifest/manifest';
import { fieldAt, withField } from '../../lib/manifest/field-path';
import type { PlantedTree } from './planted-tree';

/** A kind of mistake, planted once in the committed output of the reference rack. */
export interface Fault {
  /** What is wrong, as a sentence; unique. */
  kind: string;
  /** `objectId` of the object that must be named. */
  at: string;
  plant: (tree: PlantedTree) => void;
  /** Words of the rule or of its message, where the object could also be named for another reason. */
  says?: RegExp;
  /** Who notices it where no rule does that stops synth. @default - a rule */
  by?: Witness;
  /** Why nobody can notice it here. It counts neither as noticed nor as missed. */
  unknowable?: string;
}

/** Somebody beside the rules, and the words by which the object is named. */
export type Witness =
  /** Of the cluster bench. */
  | { scenario: string; says: RegExp }
  /** What a judge prints of a check that failed. */
  | { judge: string; says: RegExp }
  /** A rule that stops nobody. */
  | { warning: string };

/** Variable that names the kind which judges plant in what they generate. */
export const plantedKind = 'RACKWRIGHT_PLANTED';

/** `scenario 3`, `judge redis`. */
export function nameOf(witness: Witness): string {
  if ('scenario' in witness) return `scenario ${witness.scenario}`;
  return 'judge' in witness ? `judge ${witness.judge}` : `the warning ${witness.warning}`;
}

/** One field of one object holds something else; undefined takes it away. */
export function set(at: string, path: string, value: unknown): Pick<Fault, 'at' | 'plant'> {
  return { at, plant: (tree) => tree.edit(at, (manifest) => withField(manifest, path, value)) };
}

/** One text in one object is another: `from` must be in it. */
export function replace(at: string, path: string, from: string | RegExp, to: string): Pick<Fault, 'at' | 'plant'> {
  return {
    at,
    plant: (tree) =>
      tree.edit(at, (manifest) => {
        const text = String(fieldAt(manifest, path));
        const after = text.replace(from, to);
        if (after === text) throw new Error(`${at} ${path} has no ${from}`);
        return withField(manifest, path, after);
      }),
  };
}

/** An object goes; `about` says who is named for it. */
export function drop(id: string, about = id): Pick<Fault, 'at' | 'plant'> {
  return { at: about, plant: (tree) => tree.remove(id) };
}

/** An object comes, in the folder of an app. */
export function add(app: string, manifest: Manifest, about: string): Pick<Fault, 'at' | 'plant'> {
  return { at: about, plant: (tree) => tree.add(app, manifest) };
}

/** Several of these at once, which together are one mistake; the first says who is named. */
export function all(first: Pick<Fault, 'at' | 'plant'>, ...others: Pick<Fault, 'at' | 'plant'>[]) {
  return { at: first.at, plant: (tree: PlantedTree) => [first, ...others].forEach(({ plant }) => plant(tree)) };
}
