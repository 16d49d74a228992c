import { recordsOf, textOf } from '../manifest/field-path';
import { oncePer } from './once-per';
import type { RackObject, RackView } from './rack-view';
import { reachedFrom } from './reached';

/** The Kustomizations of a rack: who applies which app, and who waits for whom. */
export interface FluxGraph {
  kustomizations: readonly RackObject[];
  /** Kustomization of an app, by the last folder of its path. */
  ofApp(app: string): RackObject | undefined;
  /** Names of the Kustomizations that one waits for directly. */
  waitsFor(name: string): readonly string[];
  /** All that one waits for, over others too, sorted. */
  waitsForAll(name: string): readonly string[];
}

export const fluxGraph: (view: RackView) => FluxGraph = oncePer(build);

function build(view: RackView): FluxGraph {
  const kustomizations = view.ofKind('Kustomization').filter(({ group }) => group === 'kustomize.toolkit.fluxcd.io');
  // Of two with one folder the one that is called as the folder has it, whatever the order of the objects.
  const namesakesLast = kustomizations.toSorted(
    (a, b) => Number(a.name === appOf(a)) - Number(b.name === appOf(b)) || (a.name < b.name ? -1 : 1),
  );
  const byApp = new Map(namesakesLast.map((each) => [appOf(each), each]));
  const edges = new Map(
    kustomizations.map(({ name, spec }) => [name, recordsOf(spec.dependsOn).flatMap((on) => textOf(on.name) ?? [])]),
  );
  const waitsFor = (name: string): readonly string[] => edges.get(name) ?? [];
  const closures = new Map<string, readonly string[]>();
  const waitsForAll = (name: string): readonly string[] => {
    const known = closures.get(name);
    if (known) return known;
    const all = [...reachedFrom(name, waitsFor)].sort();
    closures.set(name, all);
    return all;
  };
  return { kustomizations, ofApp: (app) => byApp.get(app), waitsFor, waitsForAll };
}

function appOf({ spec }: RackObject): string | undefined {
  return textOf(spec.path)?.replace(/\/+$/, '').split('/').at(-1);
}

/** A circle for every knot of waiting, each once, starting at its smallest name. */
export function circlesOf({ kustomizations, waitsFor }: FluxGraph): string[][] {
  const circles = new Map<string, string[]>();
  const finished = new Set<string>();
  const visit = (name: string, chain: readonly string[]): void => {
    const at = chain.indexOf(name);
    if (at >= 0) {
      const circle = fromSmallest(chain.slice(at));
      circles.set(circle.join('>'), circle);
      return;
    }
    if (finished.has(name)) return;
    for (const next of waitsFor(name)) visit(next, [...chain, name]);
    finished.add(name);
  };
  for (const name of kustomizations.map((each) => each.name).sort()) visit(name, []);
  return [...circles.values()];
}

function fromSmallest(circle: readonly string[]): string[] {
  const at = circle.indexOf([...circle].sort()[0] ?? '');
  return [...circle.slice(at), ...circle.slice(0, at)];
}
