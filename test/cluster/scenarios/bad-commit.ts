import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TreeObject } from '../dry-run/read-tree';
import { isSealed } from '../dry-run/stand-in-secret';
import { conditionOf, isTrue, objectId } from '../kube/object';
import { sleep } from '../kube/wait';
import { appObjects, appOf, editObject } from './edit-tree';
import { dependentsOf, landing, leaves } from './landing';
import type { Outcome, Scenario, ScenarioContext } from './scenario';

interface Fault {
  title: string;
  /** App that it hits. */
  app: string;
  /** Words that Flux's message must hold. */
  says: RegExp;
  commit: (root: string) => void;
}

export const badCommit: Scenario = {
  id: '6',
  title: 'A bad commit',
  everyday: true,
  async run(context) {
    const faults = faultsFor(context);
    const outcomes: Outcome[] = [];
    for (const fault of faults) outcomes.push(await tryFault(context, fault));
    const titles = faults.map(({ title }) => title).join(', ');
    return {
      asserted: `${faults.length} bad commits (${titles}): Flux names the object, the healthy rest lands, no pod is lost, a revert heals`,
      objects: outcomes.reduce((sum, { objects }) => sum + objects, 0),
      failures: outcomes.flatMap(({ failures }) => failures),
    };
  },
};

/** Faults in the rack at hand: in a workload of an app on which nobody depends, and in a sealed Secret if any. */
function faultsFor({ rackBench: { worktree }, recorder }: ScenarioContext): Fault[] {
  const objects = appObjects(worktree);
  const alone = new Set(leaves(recorder.kustomizations.objects.values()));
  const ofKind = (kind: string) => objects.find(({ file, object }) => object.kind === kind && alone.has(appOf(file)));
  const victim = ofKind('Deployment') ?? ofKind('StatefulSet');
  if (victim === undefined)
    throw new Error('no Deployment or StatefulSet in an app on which nobody depends: nothing to try bad commits on');
  const sealed = objects.find(({ object }) => isSealed(object));
  const app = appOf(victim.file);
  const { name } = victim.object.metadata;
  const edit = (change: Parameters<typeof editObject>[2]) => (root: string) => editObject(root, victim, change);
  return [
    {
      title: 'schema error',
      app,
      says: new RegExp(`${name}[\\s\\S]*replicas|replicas[\\s\\S]*${name}`),
      commit: edit((document) => document.setIn(['spec', 'replicas'], 'three')),
    },
    {
      title: 'immutable field',
      app,
      says: new RegExp(`${name}[\\s\\S]*(immutable|updates to statefulset spec)`),
      commit: edit((document) => {
        document.setIn(['spec', 'selector', 'matchLabels', 'bench'], 'other');
        document.setIn(['spec', 'template', 'metadata', 'labels', 'bench'], 'other');
      }),
    },
    {
      title: 'unknown CRD',
      app,
      says: /no matches for kind "Unheard"/,
      commit: (root) => addUnknownKind(root, app, victim),
    },
    ...(sealed === undefined
      ? []
      : [
          {
            title: 'secret nobody can open',
            app: appOf(sealed.file),
            says: /decrypt|data key/i,
            commit: (root: string) => spoil(root, sealed),
          },
        ]),
  ];
}

function addUnknownKind(root: string, app: string, { object }: TreeObject): void {
  const metadata = { name: 'unheard', namespace: object.metadata.namespace };
  const unknown = { apiVersion: 'unheard.example.org/v1', kind: 'Unheard', metadata };
  writeFileSync(join(root, 'apps', app, 'unheard.yaml'), JSON.stringify(unknown));
}

/** Every recipient's copy of the data key becomes rubbish. */
function spoil(root: string, sealed: TreeObject): void {
  editObject(root, sealed, (document) => {
    const recipients = (document.getIn(['sops', 'age']) as { items: unknown[] }).items.length;
    for (let at = 0; at < recipients; at += 1) document.setIn(['sops', 'age', at, 'enc'], 'not an age file');
  });
}

async function tryFault(context: ScenarioContext, { title, app, says, commit }: Fault): Promise<Outcome> {
  const { rackBench, recorder, timeline } = context;
  const { flux, worktree } = rackBench;
  const good = flux.remote.commit('before the fault');
  const podsBefore = podsOf(context);
  commit(worktree);
  const bad = flux.remote.commit(title);
  timeline.add(`bad commit: ${title} in ${app}`);
  const failures: string[] = [];
  const all = () => recorder.kustomizations.objects.values();
  const message = await refusalOf(context, app, says);
  if (message === undefined) {
    const now = conditionOf(recorder.kustomizations.objects.get(`flux-system/${app}`) ?? {}, 'Ready')?.message;
    failures.push(`Kustomization/${app}: Flux does not report ${title} (${says}); it says: ${now}`);
  }
  failures.push(...(await landing(context, bad, 120, dependentsOf(all(), app))));
  const podsAfter = podsOf(context);
  for (const [uid, name] of podsBefore)
    if (!podsAfter.has(uid)) failures.push(`${name} was lost to the bad commit (${title})`);

  const healed = flux.remote.restore(good, `revert: ${title}`);
  failures.push(...(await landing(context, healed, 180)));
  return { asserted: title, objects: podsBefore.size + recorder.kustomizations.objects.size, failures };
}

async function refusalOf(
  { recorder, timeline }: ScenarioContext,
  app: string,
  says: RegExp,
): Promise<string | undefined> {
  const deadline = timeline.now() + 90;
  while (timeline.now() < deadline) {
    const kustomization = recorder.kustomizations.objects.get(`flux-system/${app}`);
    const condition = kustomization && conditionOf(kustomization, 'Ready');
    if (condition?.status === 'False' && says.test(condition.message ?? '')) return condition.message;
    await sleep(300);
  }
  return undefined;
}

/** Ready pods by uid, but for those of Jobs, which come and go. */
function podsOf({ recorder }: ScenarioContext): Map<string, string> {
  const ready = [...recorder.pods.objects.values()].filter((pod) => isTrue(pod, 'Ready'));
  return new Map(ready.map((pod) => [pod.metadata.uid!, objectId(pod)]));
}
