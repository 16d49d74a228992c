import { kustomizations } from '../flux/flux';
import { type KubeObject, isTrue, objectId } from '../kube/object';
import { inventoryOf, readAll } from './inventory';
import type { OnSharedBench, ScenarioContext } from './scenario';
import { untilNone } from './until';

interface Snapshot {
  generation: number | undefined;
  resourceVersion: string | undefined;
  /** Whether someone writes a status or other fields than Flux: its version moves without our doing. */
  shared: boolean;
}

interface ManagedFields extends KubeObject {
  metadata: KubeObject['metadata'] & { managedFields?: { manager: string; subresource?: string }[] };
}

export const secondReconcile: OnSharedBench = {
  id: '2',
  title: 'Second reconciliation changes nothing',
  everyday: true,
  async run(context) {
    const { recorder, timeline, rackBench } = context;
    const before = await snapshots(context);
    timeline.add(`asking Flux to reconcile ${recorder.kustomizations.objects.size} Kustomizations again`);
    await reconcileAgain(context);
    const after = await snapshots(context);
    const failures: string[] = [];
    for (const [name, then] of before) {
      const now = after.get(name);
      if (now === undefined) failures.push(`${name} is gone`);
      else if (now.generation !== then.generation) {
        failures.push(
          `${name}: generation ${then.generation} → ${now.generation}: what is written and what is stored differ`,
        );
      } else if (!then.shared && now.resourceVersion !== then.resourceVersion) {
        failures.push(`${name}: written again (resourceVersion ${then.resourceVersion} → ${now.resourceVersion})`);
      }
    }
    rackBench.bench.processes.check();
    const alone = [...before.values()].filter(({ shared }) => !shared).length;
    return {
      asserted: `no generation moved, and no resourceVersion of the ${alone} objects that only Flux writes`,
      objects: before.size,
      failures,
    };
  },
};

async function snapshots({ recorder, rackBench }: ScenarioContext): Promise<Map<string, Snapshot>> {
  const result = new Map<string, Snapshot>();
  const entries = [...recorder.kustomizations.objects.values()].flatMap(inventoryOf);
  for (const [name, object] of await readAll(rackBench.bench.client, entries)) {
    const { generation, resourceVersion, managedFields = [] } = (object as ManagedFields).metadata;
    const shared = managedFields.some(
      ({ manager, subresource }) => manager !== 'kustomize-controller' || subresource !== undefined,
    );
    result.set(name, { generation, resourceVersion, shared });
  }
  return result;
}

/** Flux marks a request as handled also when a dependency held it up, and reconciles two seconds later. */
const quietSeconds = 4;

/** The annotation that `flux reconcile` writes; Flux answers in status.lastHandledReconcileAt. Returns when all is quiet. */
export async function reconcileAgain(context: ScenarioContext): Promise<void> {
  const { recorder, rackBench, timeline } = context;
  const requestedAt = `bench-${timeline.now()}`;
  const all = [...recorder.kustomizations.objects.values()];
  const annotations = { 'reconcile.fluxcd.io/requestedAt': requestedAt };
  for (const each of all)
    await rackBench.bench.client.merge({ ...each, ...kustomizations }, { metadata: { annotations } });
  let busyAt = timeline.now();
  await untilNone(context, 240, () => {
    const busy = [...recorder.kustomizations.objects.values()].filter(
      (each) => !isTrue(each, 'Ready') || (each as Asked).status?.lastHandledReconcileAt !== requestedAt,
    );
    if (busy.length > 0) busyAt = timeline.now();
    return timeline.now() - busyAt > quietSeconds ? [] : [...busy.map(objectId), 'a moment of quiet'];
  });
}

interface Asked extends KubeObject {
  status?: { lastHandledReconcileAt?: string };
}
