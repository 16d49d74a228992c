import { appObjects, appOf, objectsOf, relocate, removeApp } from './edit-tree';
import { inventoryOf, nameOf, read, type InventoryEntry } from './inventory';
import { landing, leaves } from './landing';
import type { Outcome, Scenario, ScenarioContext } from './scenario';
import { type KubeObject, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import type { TreeObject } from '../dry-run/read-tree';

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

export const removal: Scenario = {
  id: '7',
  title: 'Removing, renaming, moving',
  everyday: true,
  async run(context) {
    const steps = [
      ...removedApps(context).map((app) => () => remove(context, app)),
      () => rename(context),
      () => move(context),
    ];
    const outcomes: Outcome[] = [];
    for (const step of steps) outcomes.push(await step());
    return {
      asserted: outcomes.map(({ asserted }) => asserted).join('; '),
      objects: outcomes.reduce((sum, { objects }) => sum + objects, 0),
      failures: outcomes.flatMap(({ failures }) => failures),
    };
  },
};

/** One leaf app for each kind that is pruned in its own way: pods that move, pods with volumes, an operator's. */
function removedApps({ rackBench: { worktree }, recorder }: ScenarioContext): string[] {
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const first = (kind: string) =>
    appObjects(worktree).find(({ file, object }) => object.kind === kind && alone.has(appOf(file)));
  const apps = ['Deployment', 'StatefulSet', 'Cluster'].map(first).filter((found) => found !== undefined);
  return [...new Set(apps.map(({ file }) => appOf(file)))];
}

async function remove(context: ScenarioContext, app: string): Promise<Outcome> {
  const { rackBench, timeline, recorder } = context;
  const { remote } = rackBench.flux;
  const good = remote.commit(`before removing ${app}`);
  const before = await inventory(context);
  const volumesBefore = await volumes(context);
  const declared = objectsOf(rackBench.worktree, app);
  const kept = new Set(declared.filter(staysBehind).map(({ object }) => objectId(object)));

  removeApp(rackBench.worktree, app);
  const commit = remote.commit(`remove ${app}`);
  timeline.add(`removed ${app}: ${declared.length} objects, of which ${kept.size} must stay`);
  const failures = await landing(context, commit, 180, new Set([app]));
  await gone(context, app);
  await sleep(2000); // foreground deletions end
  for (const [name, { entry, uid, kustomization }] of before) {
    const now = await read(rackBench.bench.client, entry);
    const expected = kustomization !== app || kept.has(name);
    if (expected && now?.metadata.uid !== uid && name !== `flux-system/Kustomization/${app}`) {
      failures.push(`${name} was ${now === undefined ? 'pruned' : 'replaced'} when ${app} was removed`);
    }
    if (!expected && now !== undefined && now.metadata.deletionTimestamp === undefined)
      failures.push(`${name} of ${app} was not pruned`);
  }
  const volumesAfter = await volumes(context);
  for (const [uid, name] of volumesBefore)
    if (!volumesAfter.has(uid)) failures.push(`${name} was lost when ${app} was removed`);

  failures.push(...(await landing(context, remote.restore(good, `bring ${app} back`), 240)));
  recorder.transitions.length = 0;
  return {
    asserted: `${app} removed: ${declared.length - kept.size} pruned, ${kept.size} kept, ${volumesBefore.size} volumes kept`,
    objects: before.size,
    failures,
  };
}

function staysBehind({ object }: TreeObject): boolean {
  return object.metadata.annotations?.[pruneAnnotation] === 'disabled' || dataBearing.includes(object.kind);
}

async function gone({ recorder, timeline }: ScenarioContext, app: string): Promise<void> {
  const deadline = timeline.now() + 60;
  while (timeline.now() < deadline && recorder.kustomizations.objects.has(`flux-system/${app}`)) await sleep(200);
}

interface Held {
  entry: InventoryEntry;
  uid: string | undefined;
  kustomization: string;
}

async function inventory({ recorder, rackBench }: ScenarioContext): Promise<Map<string, Held>> {
  const result = new Map<string, Held>();
  for (const entry of [...recorder.kustomizations.objects.values()].flatMap(inventoryOf)) {
    const object = await read(rackBench.bench.client, entry);
    result.set(nameOf(entry), { entry, uid: object?.metadata.uid, kustomization: entry.kustomization });
  }
  return result;
}

async function volumes({ rackBench: { bench } }: ScenarioContext): Promise<Map<string, string>> {
  const kinds = ['PersistentVolumeClaim', 'PersistentVolume'];
  const lists = await Promise.all(kinds.map((kind) => bench.client.list<KubeObject>('v1', kind)));
  return new Map(lists.flat().map((object) => [object.metadata.uid!, objectId(object)]));
}

/** A Deployment (in a rack without, a Service) gets another name: the new one comes, the old one goes, nothing else is touched. */
async function rename(context: ScenarioContext): Promise<Outcome> {
  const victim = pick(context, 'Deployment', 'Service', 'ConfigMap');
  const name = `${victim.object.metadata.name}-renamed`;
  const renamed = { ...victim.object, metadata: { ...victim.object.metadata, name } };
  return exchange(context, 'renamed', victim, renamed, 'name', name);
}

/** A ConfigMap (or a Service) moves to another namespace: likewise. */
async function move(context: ScenarioContext): Promise<Outcome> {
  const victim = pick(context, 'ConfigMap', 'Service');
  const namespaces = appObjects(context.rackBench.worktree).flatMap(({ object }) => object.metadata.namespace ?? []);
  const namespace = namespaces.find((candidate) => candidate !== victim.object.metadata.namespace);
  if (namespace === undefined) return { asserted: 'nothing to move to: one namespace', objects: 0, failures: [] };
  const moved = { ...victim.object, metadata: { ...victim.object.metadata, namespace } };
  return exchange(context, 'moved', victim, moved, 'namespace', namespace);
}

function pick({ rackBench: { worktree }, recorder }: ScenarioContext, ...kinds: string[]): TreeObject {
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const candidates = appObjects(worktree).filter(({ file }) => alone.has(appOf(file)));
  const found = kinds
    .map((kind) => candidates.find(({ object }) => object.kind === kind))
    .find((each) => each !== undefined);
  if (found === undefined) throw new Error(`no ${kinds.join(', ')} in an app on which nobody depends`);
  return found;
}

async function exchange(
  context: ScenarioContext,
  how: string,
  victim: TreeObject,
  successor: KubeObject,
  field: 'name' | 'namespace',
  value: string,
): Promise<Outcome> {
  const { rackBench, timeline } = context;
  const { remote } = rackBench.flux;
  const { client } = rackBench.bench;
  const good = remote.commit(`before ${how}`);
  const before = await inventory(context);
  relocate(rackBench.worktree, victim, field, value);
  const commit = remote.commit(`${objectId(victim.object)} is ${how}`);
  timeline.add(`${objectId(victim.object)} ${how} to ${objectId(successor)}`);
  const failures = await landing(context, commit, 180);
  const find = ({ apiVersion, kind, metadata }: KubeObject) =>
    client.get(apiVersion, kind, metadata.namespace, metadata.name);
  if ((await find(successor)) === undefined) failures.push(`${objectId(successor)} did not come`);
  const old = await find(victim.object);
  if (old !== undefined && old.metadata.deletionTimestamp === undefined)
    failures.push(`${objectId(victim.object)} was not pruned`);
  for (const [name, { entry, uid }] of before) {
    if (name === objectId(victim.object)) continue;
    if ((await read(client, entry))?.metadata.uid !== uid)
      failures.push(`${name} was touched when ${objectId(victim.object)} was ${how}`);
  }
  failures.push(...(await landing(context, remote.restore(good, `undo: ${how}`), 180)));
  return { asserted: `${objectId(victim.object)} ${how}, nothing else touched`, objects: before.size, failures };
}
