import { fluxGraph } from '../flux-graph';
import type { RackView } from '../rack-view';
import type { StartNeed } from './start-need';
import { startNeeds } from './start-needs';

/** How a rack comes up: once from nothing, by Flux' order and what pods need of one another; again without Flux. */
export interface StartOrder {
  /** Pods that start, by id. */
  pods: readonly string[];
  /** The longest chain: each waits for the one after it, the last for nothing. */
  longest: readonly Link[];
  /** Chains that end where they begin: none of their pods ever starts. */
  loops: readonly (readonly Link[])[];
}

/** One of a chain, and what it needs of the next. */
export interface Link {
  /** Pods by id, or `Kustomization/redis`. */
  id: string;
  need?: StartNeed;
}

type Graph = ReadonlyMap<string, readonly StartNeed[]>;

/**
 * @param from `nothing`: Flux applies one app after another. `dark`: power comes back, and every object is still there.
 */
export function startOrder(view: RackView, from: 'nothing' | 'dark'): StartOrder {
  const graph = graphOf(view, from);
  const loops = loopsOf(graph);
  return {
    pods: [...graph.keys()].filter((id) => !id.startsWith(kustomization)).sort(),
    longest: loops.length > 0 ? [] : longestChain(graph),
    loops,
  };
}

const kustomization = 'Kustomization/';

function graphOf(view: RackView, from: 'nothing' | 'dark'): Graph {
  const graph = new Map<string, StartNeed[]>();
  for (const { id } of startingPods(view)) graph.set(id, []);
  // The same need stands in several places now and then; the first is enough.
  const note = (need: StartNeed) => {
    const needs = graph.get(need.from);
    if (needs && graph.has(need.on) && needs.every(({ on }) => on !== need.on)) needs.push(need);
  };
  for (const need of startNeeds(view)) note(need);
  if (from === 'nothing') addFlux(graph, view);
  return graph;
}

/** Pods of CronJobs start when it is their time, so nothing waits for them. */
function startingPods(view: RackView) {
  const timed = new Set(view.workloads.filter(({ kind }) => kind === 'CronJob').map(({ id }) => id));
  return view.podGroups.filter(({ id }) => !timed.has(id));
}

/** Flux applies an app when all that it depends on is ready, and an app is ready when its pods are. */
function addFlux(graph: Map<string, StartNeed[]>, view: RackView): void {
  const flux = fluxGraph(view);
  const apps = new Map(view.podGroups.map(({ id }) => [id, appOf(id, view)]));
  const link = (from: string, on: string, why: string, object: string) =>
    graph.get(from)?.push({ from, on, why, object, path: 'spec.dependsOn' });
  for (const { name } of flux.kustomizations) graph.set(kustomization + name, []);
  for (const [id, app] of apps) {
    const own = app === undefined ? undefined : flux.ofApp(app);
    if (!own || !graph.has(id)) continue;
    for (const on of flux.waitsFor(own.name)) link(id, kustomization + on, `Flux to apply ${own.name}`, own.id);
    link(kustomization + own.name, id, 'it to be healthy', own.id);
  }
  for (const { name, id } of flux.kustomizations) {
    for (const on of flux.waitsFor(name)) link(kustomization + name, kustomization + on, 'its dependsOn', id);
  }
}

function appOf(id: string, view: RackView): string | undefined {
  const own = view.objects.find((each) => each.id === id)?.app;
  return (
    own ??
    view.operatorMade.find(
      ({ kind, namespace = 'default', name }) => kind === 'Pods' && `${namespace}/Pods/${name}` === id,
    )?.app
  );
}

/** One loop for each knot of pods that wait for one another: the shortest from its first pods. */
function loopsOf(graph: Graph): Link[][] {
  return knotsOf(graph).map((knot) => {
    const ids = [...knot].sort();
    return shortestLoop(ids.find((id) => !id.startsWith(kustomization)) ?? (ids[0] as string), knot, graph);
  });
}

/** What is left when everything that can start has started, and all that merely waits for it is taken away. */
function knotsOf(graph: Graph): Set<string>[] {
  const left = new Set(graph.keys());
  const drop = (isFree: (id: string) => boolean) => {
    for (let before = -1; before !== left.size;) {
      before = left.size;
      for (const id of left) if (isFree(id)) left.delete(id);
    }
  };
  drop((id) => (graph.get(id) ?? []).every(({ on }) => !left.has(on)));
  drop((id) => ![...left].some((other) => graph.get(other)?.some(({ on }) => on === id)));
  const knots: Set<string>[] = [];
  for (const id of [...left].sort()) {
    if (knots.some((knot) => knot.has(id))) continue;
    const knot = new Set([...left].filter((other) => reaches(id, other, graph) && reaches(other, id, graph)));
    if (knot.size > 0) knots.push(knot);
  }
  return knots;
}

function reaches(from: string, to: string, graph: Graph): boolean {
  return pathTo(from, to, () => true, graph) !== undefined;
}

function shortestLoop(start: string, knot: ReadonlySet<string>, graph: Graph): Link[] {
  return pathTo(start, start, (id) => knot.has(id), graph) ?? [];
}

/** The shortest way of needs from one to another, at least one step long. */
function pathTo(from: string, to: string, isIn: (id: string) => boolean, graph: Graph): Link[] | undefined {
  const queue: Link[][] = [[{ id: from }]];
  const seen = new Set<string>();
  for (let chain = queue.shift(); chain; chain = queue.shift()) {
    const { id } = chain.at(-1) as Link;
    for (const need of graph.get(id) ?? []) {
      const longer = [...chain.slice(0, -1), { id, need }, { id: need.on }];
      if (need.on === to) return longer;
      if (seen.has(need.on) || !isIn(need.on)) continue;
      seen.add(need.on);
      queue.push(longer);
    }
  }
  return undefined;
}

function longestChain(graph: Graph): Link[] {
  const known = new Map<string, { length: number; need?: StartNeed }>();
  const measure = (id: string): { length: number; need?: StartNeed } => {
    const found = known.get(id);
    if (found) return found;
    let best: { length: number; need?: StartNeed } = { length: 1 };
    for (const need of graph.get(id) ?? []) {
      const length = measure(need.on).length + 1;
      if (length > best.length) best = { length, need };
    }
    known.set(id, best);
    return best;
  };
  const pods = [...graph.keys()].filter((id) => !id.startsWith(kustomization)).sort();
  let at = pods.reduce<string | undefined>(
    (first, id) => (first === undefined || measure(id).length > measure(first).length ? id : first),
    undefined,
  );
  const chain: Link[] = [];
  while (at !== undefined) {
    const { need }: { need?: StartNeed } = measure(at);
    chain.push({ id: at, ...(need && { need }) });
    at = need?.on;
  }
  return chain;
}
