import { kustomizations } from '../flux/flux';
import { type KubeObject, isTrue } from '../kube/object';
import { sleep } from '../kube/wait';
import { inventoryOf, nameOf, read } from './inventory';
import type { Scenario, ScenarioContext } from './scenario';

interface Snapshot {
  generation: number | undefined;
  resourceVersion: string | undefined;
  /** Whether someone writes a status or other fields than Flux: its version moves without our doing. */
  shared: boolean;
}

interface ManagedFields extends KubeObject {
  metadata: KubeObject['metadata'] & { managedFields?: { manager: string; subresource?: string }[] };
}

export const secondReconcile: Scenario = {
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
  for (const entry of [...recorder.kustomizations.objects.values()].flatMap(inventoryOf)) {
    const object = (await read(rackBench.bench.client, entry)) as ManagedFields | undefined;
    if (object === undefined) continue;
    const { generation, resourceVersion, managedFields = [] } = object.metadata;
    const shared = managedFields.some(
      ({ manager, subresource }) => manager !== 'kustomize-controller' || subresource !== undefined,
    );
    result.set(nameOf(entry), { generation, resourceVersion, shared });
  }
  return result;
}

/** The annotation that `flux reconcile` writes; Flux answers in status.lastHandledReconcileAt. */
async function reconcileAgain({ recorder, rackBench, timeline }: ScenarioContext): Promise<void> {
  const requestedAt = `bench-${timeline.now()}`;
  const all = [...recorder.kustomizations.objects.values()];
  const annotations = { 'reconcile.fluxcd.io/requestedAt': requestedAt };
  for (const each of all)
    await rackBench.bench.client.merge({ ...each, ...kustomizations }, { metadata: { annotations } });
  const done = () =>
    [...recorder.kustomizations.objects.values()].every(
      (each) => isTrue(each, 'Ready') && (each as Asked).status?.lastHandledReconcileAt === requestedAt,
    );
  const deadline = timeline.now() + 180;
  // Flux marks the request as handled also when a dependency held it up, and reconciles two seconds later.
  for (let quiet = 0; timeline.now() < deadline && quiet < 4; quiet = done() ? quiet + 1 : 0) await sleep(1000);
}

interface Asked extends KubeObject {
  status?: { lastHandledReconcileAt?: string };
}
