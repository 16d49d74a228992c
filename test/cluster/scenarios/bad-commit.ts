import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeObject } from '../dry-run/read-tree';
import { isSealed } from '../dry-run/stand-in-secret';
import { conditionOf, isOfJob, isTrue, objectId } from '../kube/object';
import { appObjects, appOf, editObject } from './edit-tree';
import { dependentsOf, landing, leaves } from './landing';
import { untilNone } from './until';
import type { Outcome, OnSharedBench, ScenarioContext } from './scenario';

interface Fault {
  title: string;
  /** App that it hits. */
  app: string;
  /** Words that Flux's message must hold. */
  says: RegExp;
  commit: (root: string) => void;
}

export const badCommit: OnSharedBench = {
  id: '6',
  title: 'A bad commit',
  everyday: true,
  async run(context) {
    const faults = faultsFor(context);
    const outcomes: Outcome[] = [];
    for (const batch of inDifferentApps(faults)) outcomes.push(await tryFaults(context, batch));
    const titles = faults.map(({ title, app }) => `${title} in ${app}`).join(', ');
    return {
      asserted: `${faults.length} faults in ${outcomes.length === 1 ? 'one commit' : `${outcomes.length} commits`} (${titles}): Flux names each object, the healthy rest lands, no pod is lost, a revert heals`,
      objects: outcomes.reduce((sum, { objects }) => sum + objects, 0),
      failures: outcomes.flatMap(({ failures }) => failures),
    };
  },
};

/** As few commits as can be without two faults in one app, where one would hide the other. */
function inDifferentApps(faults: Fault[]): Fault[][] {
  const batches: Fault[][] = [];
  for (const fault of faults) {
    const batch = batches.find((candidate) => candidate.every(({ app }) => app !== fault.app));
    if (batch === undefined) batches.push([fault]);
    else batch.push(fault);
  }
  return batches;
}

/** Faults in the rack at hand: in workloads of apps on which nobody depends, and in a sealed Secret if there is one. */
function faultsFor({ rackBench: { worktree }, recorder }: ScenarioContext): Fault[] {
  const objects = appObjects(worktree);
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const workloads = ['Deployment', 'StatefulSet'].flatMap((kind) =>
    objects.filter(({ file, object }) => object.kind === kind && alone.has(appOf(file))),
  );
  const victims = [...new Map(workloads.map((each) => [appOf(each.file), each])).values()];
  if (victims.length === 0)
    throw new Error('no Deployment or StatefulSet in an app on which nobody depends: nothing to try bad commits on');
  const victim = (at: number) => victims[at % victims.length]!;
  const taken = new Set([0, 1, 2].map((at) => appOf(victim(at).file)));
  const allSealed = objects.filter(({ object }) => isSealed(object));
  const sealed = allSealed.find(({ file }) => !taken.has(appOf(file))) ?? allSealed[0];
  return [
    schemaError(victim(0)),
    immutableField(victim(1)),
    unknownKind(victim(2)),
    ...(sealed === undefined ? [] : [unreadableSecret(sealed)]),
  ];
}

function schemaError(victim: TreeObject): Fault {
  const { name } = victim.object.metadata;
  return {
    title: 'schema error',
    app: appOf(victim.file),
    says: new RegExp(`${name}[\\s\\S]*replicas|replicas[\\s\\S]*${name}`),
    commit: (root) => editObject(root, victim, (document) => document.setIn(['spec', 'replicas'], 'three')),
  };
}

function immutableField(victim: TreeObject): Fault {
  return {
    title: 'immutable field',
    app: appOf(victim.file),
    says: new RegExp(`${victim.object.metadata.name}[\\s\\S]*(immutable|updates to statefulset spec)`),
    commit: (root) =>
      editObject(root, victim, (document) => {
        document.setIn(['spec', 'selector', 'matchLabels', 'bench'], 'other');
        document.setIn(['spec', 'template', 'metadata', 'labels', 'bench'], 'other');
      }),
  };
}

function unknownKind(beside: TreeObject): Fault {
  const app = appOf(beside.file);
  return {
    title: 'unknown CRD',
    app,
    says: /no matches for kind "Unheard"/,
    commit: (root) => addUnknownKind(root, app, beside),
  };
}

/** Every recipient's copy of the data key becomes rubbish: a Secret that is missing for all that Flux can do. */
function unreadableSecret(sealed: TreeObject): Fault {
  return {
    title: 'secret nobody can open',
    app: appOf(sealed.file),
    says: /decrypt|data key/i,
    commit: (root) => spoil(root, sealed),
  };
}

function addUnknownKind(root: string, app: string, { object }: TreeObject): void {
  const metadata = { name: 'unheard', namespace: object.metadata.namespace };
  const unknown = { apiVersion: 'unheard.example.org/v1', kind: 'Unheard', metadata };
  writeFileSync(join(root, 'apps', app, 'unheard.yaml'), JSON.stringify(unknown));
}

function spoil(root: string, sealed: TreeObject): void {
  editObject(root, sealed, (document) => {
    const recipients = (document.getIn(['sops', 'age']) as { items: unknown[] }).items.length;
    for (let at = 0; at < recipients; at += 1) document.setIn(['sops', 'age', at, 'enc'], 'not an age file');
  });
}

async function tryFaults(context: ScenarioContext, faults: Fault[]): Promise<Outcome> {
  const { rackBench, recorder, timeline } = context;
  const { flux, worktree } = rackBench;
  const good = flux.remote.commit('before the fault');
  const podsBefore = podsOf(context);
  for (const { commit } of faults) commit(worktree);
  const titles = faults.map(({ title, app }) => `${title} in ${app}`).join(', ');
  const bad = flux.remote.commit(titles);
  timeline.add(`bad commit: ${titles}`);
  const failures: string[] = [];
  const kustomizations = () => recorder.kustomizations.objects;
  for (const { title, app, says } of faults) {
    const message = await refusalOf(context, app, says);
    timeline.add(`${title} in ${app}: ${message?.slice(0, 200) ?? 'NOT REPORTED'}`);
    if (message !== undefined) continue;
    const now = conditionOf(kustomizations().get(`flux-system/${app}`) ?? {}, 'Ready')?.message;
    failures.push(`Kustomization/${app}: Flux does not report ${title} (${says}); it says: ${now}`);
  }
  const all = [...kustomizations().values()];
  const hit = new Set(faults.flatMap(({ app }) => [...dependentsOf(all, app)]));
  failures.push(...(await landing(context, bad, 120, hit)));
  const podsAfter = podsOf(context);
  for (const [uid, name] of podsBefore)
    if (!podsAfter.has(uid)) failures.push(`${name} was lost to the bad commit (${titles})`);

  const healed = flux.remote.restore(good, `revert: ${titles}`);
  failures.push(...(await landing(context, healed, 180)));
  return { asserted: titles, objects: podsBefore.size + all.length, failures };
}

async function refusalOf(context: ScenarioContext, app: string, says: RegExp): Promise<string | undefined> {
  const { kustomizations } = context.recorder;
  let message: string | undefined;
  await untilNone(context, 90, () => {
    const condition = conditionOf(kustomizations.objects.get(`flux-system/${app}`) ?? {}, 'Ready');
    if (condition?.status === 'False' && says.test(condition.message ?? '')) message = condition.message;
    return message === undefined ? [`Kustomization/${app} to say ${says}`] : [];
  });
  return message;
}

/** Ready pods by uid, but for those of Jobs, which come and go. */
function podsOf({ recorder }: ScenarioContext): Map<string, string> {
  const ready = [...recorder.pods.objects.values()].filter((pod) => isTrue(pod, 'Ready') && !isOfJob(pod));
  return new Map(ready.map((pod) => [pod.metadata.uid!, objectId(pod)]));
}
