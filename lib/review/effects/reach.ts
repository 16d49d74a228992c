import { documentsIn } from '../../manifest/documents';
import { objectView } from '../../checks/rack-view';
import { waysIn } from '../../checks/reach/needs';
import { passes } from '../../checks/reach/reach-rules';
import { type ObjectChange, type TreeTexts, isManifest } from '../changes';
import type { AppNotes } from './parts';

/** Who may talk to whom, and from outside: what is open after a change and was not, and the other way round. */
export interface Reach {
  /** `ml/StatefulSet/open-webui → data/StatefulSet/redis:6379/TCP`, `the network → chat.rack.home.arpa`. */
  opened: string[];
  closed: string[];
}

export function reachOf(
  changes: readonly ObjectChange[],
  notes: { before: (app: string) => AppNotes; after: (app: string) => AppNotes },
  { apps, ...trees }: { apps: readonly string[]; before: TreeTexts; after: TreeTexts },
): Reach {
  const isGoverned = changes.some(({ before, after }) => governing.test((after ?? before)!.manifest.kind));
  const [from, to] = (['before', 'after'] as const).map(
    (side) =>
      new Set([
        ...apps.flatMap((app) => connections(notes[side](app))),
        ...(isGoverned ? fromOutside(trees[side]) : []),
      ]),
  ) as [Set<string>, Set<string>];
  return {
    opened: [...to].filter((each) => !from.has(each)).sort(),
    closed: [...from].filter((each) => !to.has(each)).sort(),
  };
}

function connections({ objects }: AppNotes): string[] {
  return [...objects].flatMap(([id, { connects }]) => connects.map((to) => `${id} → ${to}`));
}

/** What a change of these may open or close from outside. */
const governing =
  /^(?:HTTPRoute|GRPCRoute|TLSRoute|Gateway|Service|NetworkPolicy|Cilium(?:Clusterwide)?NetworkPolicy)$/;
/** Files that hold what `waysIn` looks at. */
const looksAt =
  /\/(?:HTTPRoute|GRPCRoute|TLSRoute|Service|NetworkPolicy|Cilium(?:Clusterwide)?NetworkPolicy|Deployment|StatefulSet|DaemonSet|Namespace)\.[^/]*$/;

/** Host names and published Services of a tree that people reach; not those whose pods no policy opens to them. */
function fromOutside(tree: TreeTexts): string[] {
  const rendered = [...tree]
    .filter(([path]) => looksAt.test(path))
    .flatMap(([, text]) => documentsIn(text).filter(isManifest))
    .map((manifest) => ({ manifest, app: '', source: '', specPath: '', connects: [] }));
  const view = objectView({ rendered, operatorMade: [], secrets: [] });
  const ways = waysIn(view);
  const shut = new Set(ways.map(({ object }) => object));
  const open = ways.filter((way) => passes(way, view));
  for (const { object } of open) shut.delete(object);
  const hosts = routeKinds
    .flatMap((kind) => view.ofKind(kind))
    .filter(({ id }) => !shut.has(id))
    .flatMap(({ spec }) => (Array.isArray(spec.hostnames) ? spec.hostnames.map(String) : []));
  const services = open.filter(({ by }) => by === 'load-balancer');
  return [...hosts, ...services.map(({ object, port, protocol }) => `${object}:${port}/${protocol}`)].map(
    (name) => `the network → ${name}`,
  );
}

const routeKinds = ['HTTPRoute', 'GRPCRoute', 'TLSRoute'] as const;
