import { selects, toSelector } from '../manifest/labels';
import { fieldAt, recordOf } from '../manifest/field-path';
import type { Finding } from '../facts/finding';
import type { RackObject, RackView } from '../checks/rack-view';
import { referencesOf } from '../checks/reference-sites';
import type { TreeTexts } from './changes';
import { reviewTrees } from './review';

/** Why one object of a tree is there, and what hangs on it. */
export interface Explanation {
  object: string;
  app: string;
  /** File that declares it, and the place in the rack file that steers it. */
  source: string;
  specPath: string;
  /** Why the app is on: the rack file names it, or these apps reach it. */
  wantedBy: string[];
  /** `data/Secret/redis-users (spec.template…)` */
  uses: string[];
  usedBy: string[];
  /** What stops or is stranded without it, however far away. */
  breaks: string[];
  /** What the gate says of a commit that removes it. */
  gate: Finding[];
}

/** One thing that needs another. */
interface Arrow {
  from: string;
  to: string;
  how: string;
  /** Without it the one that needs it does not work. */
  isHard: boolean;
}

/** What is explained: an object, or a Secret that only its declaration tells of. */
export type Explained = Pick<RackObject, 'id' | 'app' | 'source' | 'specPath'>;

/** @param tree the texts of the tree that the view was read from, by path */
export function explain(
  object: Explained,
  { view, tree, file }: { view: RackView; tree: TreeTexts; file: string },
): Explanation {
  const arrows = arrowsOf(view);
  const { id, app, source, specPath } = object;
  const without = new Map(tree);
  without.delete(file);
  const { findings } = reviewTrees({ rack: view.rack.name, before: tree, after: without });
  return {
    object: id,
    app,
    source,
    specPath,
    wantedBy: wantedBy(view, app),
    uses: told(arrows.filter(({ from }) => from === id).map(({ to, how }) => [to, how])),
    usedBy: told(arrows.filter(({ to }) => to === id).map(({ from, how }) => [from, how])),
    breaks: dependents(arrows, id),
    gate: findings.filter(({ object: about }) => about === id || about === `apps/${app}`),
  };
}

function arrowsOf(view: RackView): Arrow[] {
  const named = referencesOf(view).flatMap(({ object, path, kind, namespace, name, optional }): Arrow[] => {
    const to = namespace === undefined ? `${kind}/${name}` : `${namespace}/${kind}/${name}`;
    return [{ from: object, to, how: path, isHard: optional !== true }];
  });
  // Who only asks for metrics goes on without.
  const scraping = new Set(view.stated.flatMap(({ app, metricsStore }) => (metricsStore ? [app] : [])));
  const talks = view.objects.flatMap(({ id, app, connects }): Arrow[] =>
    connects.map((to) => ({
      from: id,
      to: to.replace(/:[^:]*$/, ''),
      how: `connects to ${to.slice(to.lastIndexOf(':') + 1)}`,
      isHard: !scraping.has(app),
    })),
  );
  return [...named, ...talks, ...view.workloads.flatMap((workload) => selecting(view, workload)), ...claims(view)];
}

/** Services, budgets and policies that find the pods of a workload by their labels. */
function selecting(view: RackView, { id, namespace, podLabels }: RackView['workloads'][number]): Arrow[] {
  return view.objects.flatMap((object): Arrow[] => {
    if (object.namespace !== namespace) return [];
    const field = {
      Service: 'selector',
      PodDisruptionBudget: 'selector',
      NetworkPolicy: 'podSelector',
      CiliumNetworkPolicy: 'endpointSelector',
    }[object.kind];
    const stated = field === undefined ? undefined : object.spec[field];
    const selector = toSelector(object.kind === 'Service' && stated !== undefined ? { matchLabels: stated } : stated);
    if (!selector || Object.keys(recordOf(stated)).length === 0 || !selects(selector, podLabels)) return [];
    return [{ from: object.id, to: id, how: 'selects its pods', isHard: object.kind === 'Service' }];
  });
}

/** A set finds its claims by their names. */
function claims(view: RackView): Arrow[] {
  return view.ofKind('StatefulSet').flatMap(({ id, namespace, name, manifest }) => {
    const templates = fieldAt(manifest, 'spec.volumeClaimTemplates');
    return (Array.isArray(templates) ? templates : []).flatMap((template): Arrow[] => {
      const prefix = `${String(fieldAt(template, 'metadata.name'))}-${name}-`;
      const own = view
        .ofKind('PersistentVolumeClaim')
        .filter((claim) => claim.namespace === namespace && claim.name.startsWith(prefix));
      return own.map((claim) => ({ from: id, to: claim.id, how: 'its volume', isHard: true }));
    });
  });
}

/** Everything that needs an object, or something that needs it, nearest first. */
function dependents(arrows: readonly Arrow[], id: string): string[] {
  const found = new Set([id]);
  for (const each of found) {
    for (const { from, to, isHard } of arrows) if (to === each && isHard) found.add(from);
  }
  found.delete(id);
  return [...found];
}

/** Apps whose pods reach the app; none where the rack file alone asks for it. */
function wantedBy(view: RackView, app: string): string[] {
  const own = new Set(view.objects.filter((each) => each.app === app).map(({ id }) => id));
  const users = arrowsOf(view).flatMap(({ from, to }) => (own.has(to) && !own.has(from) ? [from] : []));
  const apps = view.objects.filter(({ id }) => users.includes(id)).map((each) => each.app);
  return [...new Set(apps)].filter((each) => each !== 'flux-entry').sort();
}

function told(pairs: readonly (readonly [string, string])[]): string[] {
  const byId = new Map<string, string[]>();
  for (const [id, how] of pairs) byId.set(id, [...new Set([...(byId.get(id) ?? []), how])]);
  return [...byId]
    .map(([id, hows]) => `${id} (${hows[0]}${hows.length > 1 ? ` and ${hows.length - 1} more` : ''})`)
    .sort();
}
