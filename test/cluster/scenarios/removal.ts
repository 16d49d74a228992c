import type { TreeObject } from '../dry-run/read-tree';
import { type KubeObject, objectId } from '../kube/object';
import { appObjects, appOf, objectsOf, relocate, removeApp } from './edit-tree';
import { type InventoryEntry, inventoryOf, nameOf, readAll } from './inventory';
import { landing, leaves } from './landing';
import type { OnSharedBench, ScenarioContext } from './scenario';

const pruneAnnotation = 'kustomize.toolkit.fluxcd.io/prune';

/** Kinds that hold data, or hold what holds data: Flux must never delete one. */
const dataBearing = [
  'Namespace',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StorageClass',
  'CustomResourceDefinition',
  'Cluster',
  'Database',
  'ObjectStore',
  'ScheduledBackup',
];

const landingSeconds = 240;
const pruningSeconds = 60;

/** Releases whose charts bring CRDs: uninstalling one deletes every object of its kinds. */
const holdsCrds = ({ rackBench }: ScenarioContext, { namespace, kind, name }: InventoryEntry) =>
  kind === 'HelmRelease' && (rackBench.underTest.releases[`${namespace}/${kind}/${name}`]?.crdGroups.length ?? 0) > 0;

/** What the removal of any app would leave behind or take along, read from what Flux holds: three apps alone are removed. */
async function pruningFaults(context: ScenarioContext): Promise<string[]> {
  const { recorder, rackBench } = context;
  const all = [...recorder.kustomizations.objects.values()];
  const keepers = all
    .filter(({ spec }) => spec.prune !== true)
    .map(
      ({ metadata }) => `Kustomization/${metadata.name} prunes nothing: what is taken out of it stays in the cluster`,
    );
  const entries = all
    .flatMap(inventoryOf)
    .filter((each) => dataBearing.includes(each.kind) || holdsCrds(context, each));
  const present = await readAll(rackBench.bench.client, entries);
  const exposed = [...present]
    .filter(([, { metadata }]) => metadata.annotations?.[pruneAnnotation] !== 'disabled')
    .map(([name]) => `${name} would be pruned with its app, and data with it: it lacks ${pruneAnnotation}: disabled`);
  return [...keepers, ...exposed];
}

/** One thing that a person does to the tree, and what must come of it. */
interface Change {
  title: string;
  /** Apps it concerns; no two changes share one. */
  app: string;
  apply: (root: string) => void;
  /** Names of objects that must go. */
  goes: Set<string>;
  /** Objects that must be there afterwards and were not before. */
  comes: KubeObject[];
}

export const removal: OnSharedBench = {
  id: '7',
  title: 'Removing, renaming, moving',
  everyday: true,
  async run(context) {
    const { rackBench, timeline, recorder } = context;
    const { remote } = rackBench.flux;
    const changes = changesFor(context);
    const titles = changes.map(({ title }) => title).join('; ');
    const good = remote.commit('before anything is removed');
    const [before, volumesBefore] = [await inventory(context), await volumes(context)];
    for (const { apply } of changes) apply(rackBench.worktree);
    const commit = remote.commit(titles);
    timeline.add(titles);
    const removed = changes.filter(({ comes }) => comes.length === 0).map(({ app }) => app);
    const failures = await landing(context, commit, landingSeconds, new Set(removed));
    failures.push(...(await pruningFaults(context)));
    failures.push(...(await pruned(context, before, changes)));
    failures.push(...(await untouched(context, before, changes)));
    failures.push(...(await arrived(context, changes)));
    const volumesAfter = await volumes(context);
    for (const [uid, name] of volumesBefore) if (!volumesAfter.has(uid)) failures.push(`${name} was lost: ${titles}`);

    failures.push(...(await landing(context, remote.restore(good, 'as before'), landingSeconds)));
    recorder.transitions.length = 0;
    const gone = changes.reduce((sum, { goes }) => sum + goes.size, 0);
    return {
      asserted: `one commit (${titles}): ${gone} objects pruned, ${before.size - gone} untouched by uid, ${volumesBefore.size} volumes and claims kept`,
      objects: before.size,
      failures,
    };
  },
};

function changesFor(context: ScenarioContext): Change[] {
  const apps = removedApps(context);
  const renamed = pick(context, new Set(apps), 'Deployment', 'Service', 'ConfigMap');
  const moved = pick(context, new Set([...apps, appOf(renamed.file)]), 'ConfigMap', 'Service');
  return [...apps.map((app) => removalOf(context, app)), renameOf(renamed), moveOf(context, moved)];
}

/** One leaf app for each kind that is pruned in its own way: pods that move, pods with volumes, an operator's. */
function removedApps({ rackBench: { worktree }, recorder }: ScenarioContext): string[] {
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const first = (kind: string) =>
    appObjects(worktree).find(({ file, object }) => object.kind === kind && alone.has(appOf(file)));
  const apps = ['Deployment', 'StatefulSet', 'Cluster'].map(first).filter((found) => found !== undefined);
  return [...new Set(apps.map(({ file }) => appOf(file)))];
}

function removalOf({ rackBench: { worktree } }: ScenarioContext, app: string): Change {
  const declared = objectsOf(worktree, app).map(({ object }) => object);
  const goes = new Set(declared.filter((object) => !staysBehind(object)).map(objectId));
  goes.add(`flux-system/Kustomization/${app}`);
  const kept = declared.length - goes.size + 1;
  return {
    title: `${app} removed, ${kept} of its objects kept`,
    app,
    apply: (root) => removeApp(root, app),
    goes,
    comes: [],
  };
}

function staysBehind({ kind, metadata }: KubeObject): boolean {
  return metadata.annotations?.[pruneAnnotation] === 'disabled' || dataBearing.includes(kind);
}

/** The new one comes, the old one goes, nothing else is touched. */
function renameOf(victim: TreeObject): Change {
  const name = `${victim.object.metadata.name}-renamed`;
  const renamed = { ...victim.object, metadata: { ...victim.object.metadata, name } };
  return exchange('renamed', victim, renamed, (root) => relocate(root, victim, 'name', name));
}

function moveOf({ rackBench: { worktree } }: ScenarioContext, victim: TreeObject): Change {
  const own = victim.object.metadata.namespace;
  const namespace = appObjects(worktree)
    .flatMap(({ object }) => object.metadata.namespace ?? [])
    .find((candidate) => candidate !== own);
  if (namespace === undefined) throw new Error('the rack has one namespace: nothing can be moved to another');
  const moved = { ...victim.object, metadata: { ...victim.object.metadata, namespace } };
  return exchange('moved', victim, moved, (root) => relocate(root, victim, 'namespace', namespace));
}

function exchange(how: string, { file, object }: TreeObject, successor: KubeObject, apply: Change['apply']): Change {
  const title = `${objectId(object)} ${how} to ${objectId(successor)}`;
  return { title, app: appOf(file), apply, goes: new Set([objectId(object)]), comes: [successor] };
}

/** The first object of the first of these kinds in an app on which nobody depends, if possible not one of `taken`. */
function pick(
  { rackBench: { worktree }, recorder }: ScenarioContext,
  taken: Set<string>,
  ...kinds: string[]
): TreeObject {
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const candidates = appObjects(worktree).filter(({ file }) => alone.has(appOf(file)) && !taken.has(appOf(file)));
  const found = kinds
    .map((kind) => candidates.find(({ object }) => object.kind === kind))
    .find((each) => each !== undefined);
  if (found === undefined) throw new Error(`no ${kinds.join(', ')} in another app on which nobody depends`);
  return found;
}

interface Held {
  entry: InventoryEntry;
  uid: string | undefined;
}

async function inventory({ recorder, rackBench }: ScenarioContext): Promise<Map<string, Held>> {
  const entries = [...recorder.kustomizations.objects.values()].flatMap(inventoryOf);
  const present = await readAll(rackBench.bench.client, entries);
  return new Map(entries.map((entry) => [nameOf(entry), { entry, uid: present.get(nameOf(entry))?.metadata.uid }]));
}

/** What had to go and is still there when Flux and the garbage collector have had their time. */
async function pruned(context: ScenarioContext, before: Map<string, Held>, changes: Change[]): Promise<string[]> {
  const { client } = context.rackBench.bench;
  const entries = [...before]
    .filter(([name]) => changes.some(({ goes }) => goes.has(name)))
    .map(([, { entry }]) => entry);
  const deadline = context.timeline.now() + pruningSeconds;
  for (;;) {
    const left = await readAll(client, entries);
    if (left.size === 0 || context.timeline.now() > deadline)
      return [...left.keys()].map((name) => `${name} was not pruned (${ownerOf(changes, name)})`);
    await context.recorder.changed(1000);
  }
}

function ownerOf(changes: Change[], name: string): string {
  return changes.find(({ goes }) => goes.has(name))?.title ?? '';
}

async function untouched(context: ScenarioContext, before: Map<string, Held>, changes: Change[]): Promise<string[]> {
  const entries = [...before.values()].map(({ entry }) => entry);
  const after = await readAll(context.rackBench.bench.client, entries);
  const all = changes.map(({ title }) => title).join('; ');
  return [...before]
    .filter(([name, { uid }]) => !changes.some(({ goes }) => goes.has(name)) && after.get(name)?.metadata.uid !== uid)
    .map(([name]) => `${name} was ${after.has(name) ? 'replaced' : 'pruned'} although it should stay (${all})`);
}

async function arrived({ rackBench }: ScenarioContext, changes: Change[]): Promise<string[]> {
  const failures: string[] = [];
  for (const { apiVersion, kind, metadata } of changes.flatMap(({ comes }) => comes)) {
    const found = await rackBench.bench.client.get(apiVersion, kind, metadata.namespace, metadata.name);
    if (found === undefined) failures.push(`${metadata.namespace}/${kind}/${metadata.name} did not come`);
  }
  return failures;
}

async function volumes({ rackBench: { bench } }: ScenarioContext): Promise<Map<string, string>> {
  const kinds = ['PersistentVolumeClaim', 'PersistentVolume'];
  const lists = await Promise.all(kinds.map((kind) => bench.client.list<KubeObject>('v1', kind)));
  return new Map(lists.flat().map((object) => [object.metadata.uid!, objectId(object)]));
}
