import { type KubeObject, conditionOf, isTrue, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import { readTree } from '../dry-run/read-tree';
import type { Kustomization } from '../flux/flux';
import { type InventoryEntry, inventoryOf, nameOf, readAll } from './inventory';
import { danglingReferences } from './references';
import { rulesOfTheTree } from './rules-of-the-tree';
import { isWell } from './settled';
import { placementFaults } from './placement';
import { some, untilNone } from './until';
import type { Outcome, OnSharedBench, ScenarioContext } from './scenario';

/** Reasons of a Kustomization that is not ready yet and has met no refusal. */
const patient = ['Progressing', 'DependencyNotReady', 'ArtifactFailed', 'ReconciliationSucceeded'];

/** Warnings of controllers that mean a refused object; a pod that waits for room or a volume is no refusal. */
const refusals = ['FailedCreate', 'FailedUpdate', 'ProvisioningFailed', 'InvalidSpec'];
/** A conflict of two controllers that write the same object (409): the one that lost reads it anew and tries again. */
const conflict = 'the object has been modified; please apply your changes to the latest version';

export const coldStart: OnSharedBench = {
  id: '1',
  title: 'Cold start',
  everyday: true,
  async run(context) {
    const { timeline, rackBench } = context;
    const since = timeline.now();
    await rackBench.sync();
    timeline.add('Flux is pointed at the rack');
    const unready = await allReady(context);
    const seconds = (timeline.now() - since).toFixed(1);
    timeline.add(
      unready.length === 0
        ? `all Kustomizations Ready after ${seconds} s`
        : `${some(unready)} not Ready after ${seconds} s`,
    );
    await podsSettled(context);
    return judge(context, since);
  },
};

/** Flux is content, and every pod is where it should be: quorum rules do not wait for the last one. */
async function allReady(context: ScenarioContext): Promise<string[]> {
  const { kustomizations } = context.recorder;
  return untilNone(context, context.patienceSeconds, () => {
    const unready = [...kustomizations.objects.values()].filter((each) => !isTrue(each, 'Ready'));
    const root = kustomizations.objects.get('flux-system/flux-system');
    return root === undefined ? ['Kustomization/flux-system'] : unready.map(objectId);
  });
}

async function podsSettled(context: ScenarioContext): Promise<void> {
  const { pods } = context.recorder;
  await untilNone(context, 60, () => [...pods.objects.values()].filter((pod) => !isWell(pod)).map(objectId));
}

async function judge(context: ScenarioContext, since: number): Promise<Outcome> {
  const { recorder, rackBench } = context;
  const failures: string[] = [];
  const all = [...recorder.kustomizations.objects.values()];
  for (const each of all.filter((candidate) => !isTrue(candidate, 'Ready'))) {
    failures.push(`Kustomization/${each.metadata.name} is not Ready: ${whyNot(each)}`);
  }
  for (const { name, status, reason, message, seconds } of recorder.transitions) {
    if (seconds < since || status !== 'False' || patient.includes(reason)) continue;
    failures.push(`Kustomization/${name} failed on the way (${reason}): ${message}`);
  }
  failures.push(...orderFailures(context));
  for (const { object, reason, message } of recorder.warnings) {
    if (refusals.includes(reason) && !message.includes(conflict)) failures.push(`${object} ${reason}: ${message}`);
  }
  for (const pod of recorder.pods.objects.values()) {
    if (!isWell(pod))
      failures.push(`${objectId(pod)} is not Ready: ${conditionOf(pod, 'PodScheduled')?.message ?? pod.status?.phase}`);
  }
  const entries = all.flatMap(inventoryOf);
  failures.push(...(await missing(context, entries)));
  failures.push(...ownedTwice(entries));
  failures.push(...placementFaults(recorder));
  const { client } = rackBench.bench;
  const cronJobs = await client.list<KubeObject>('batch/v1', 'CronJob');
  failures.push(...(await danglingReferences(client, [...recorder.pods.objects.values(), ...cronJobs])));
  failures.push(...rulesOfTheTree(rackBench.worktree));
  failures.push(...(await unavailable(context)));
  const retries = recorder.transitions.filter(({ reason }) => reason === 'DependencyNotReady').length;
  const asserted = `${all.length} Kustomizations Ready in dependency order, ${recorder.pods.objects.size} pods Ready, nothing refused, no reference dangles, no rule is broken, ${retries} waits for a dependency`;
  return { asserted, objects: entries.length + rackBench.underTest.machines.length, failures };
}

function whyNot(each: Kustomization): string {
  if (each.spec.suspend === true) return 'it is suspended';
  return conditionOf(each, 'Ready')?.message ?? 'Flux has said nothing of it';
}

/** Flux must not have applied a Kustomization before everything it depends on was Ready. */
function orderFailures({ recorder }: ScenarioContext): string[] {
  const firstReady = new Map<string, number>();
  for (const { name, status, seconds } of recorder.transitions) {
    if (status === 'True' && !firstReady.has(name)) firstReady.set(name, seconds);
  }
  return [...recorder.kustomizations.objects.values()].flatMap(({ metadata, spec }) =>
    (spec.dependsOn ?? [])
      .filter(({ name }) => (firstReady.get(name) ?? Infinity) > (firstReady.get(metadata.name) ?? Infinity))
      .map(({ name }) => `Kustomization/${metadata.name} was Ready before Kustomization/${name}, on which it depends`),
  );
}

/** Two Kustomizations that apply one object undo each other's changes, and either may prune it. */
function ownedTwice(entries: InventoryEntry[]): string[] {
  const owners = new Map<string, Set<string>>();
  for (const entry of entries)
    owners.set(nameOf(entry), (owners.get(nameOf(entry)) ?? new Set()).add(entry.kustomization));
  return [...owners]
    .filter(([, names]) => names.size > 1)
    .map(([name, names]) => `${name} has ${names.size} owners: Kustomizations ${[...names].sort().join(', ')}`);
}

/** Every object in the rack's output must be in an inventory, and on the server. */
async function missing({ rackBench }: ScenarioContext, entries: InventoryEntry[]): Promise<string[]> {
  const failures: string[] = [];
  const present = await readAll(rackBench.bench.client, entries);
  for (const each of entries) {
    if (!present.has(nameOf(each))) failures.push(`${nameOf(each)} is in an inventory and not in the cluster`);
  }
  const applied = new Set(entries.map(nameOf));
  for (const { object, file } of readTree(rackBench.worktree).objects) {
    if (!applied.has(objectId(object))) failures.push(`${objectId(object)} (${file}) was never applied`);
  }
  return failures;
}

/** APIs that other servers answer: the API server itself says whether it reaches them and believes their certificate. */
async function unavailable({ rackBench: { bench } }: ScenarioContext): Promise<string[]> {
  const ofOthers = async () => {
    const all = await bench.client.list<ApiService>('apiregistration.k8s.io/v1', 'APIService');
    return all.filter((each) => each.spec.service !== undefined && !isTrue(each, 'Available'));
  };
  for (let waited = 0; waited < 40 && (await ofOthers()).length > 0; waited += 2) await sleep(2000);
  return (await ofOthers()).map(
    (each) => `${objectId(each)} is not Available: ${conditionOf(each, 'Available')?.message ?? 'no condition'}`,
  );
}

interface ApiService extends KubeObject {
  spec: { service?: object };
}
