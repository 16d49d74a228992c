import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { documentsIn } from '../../../lib/manifest/documents';
import { isManifest } from '../../../lib/review/changes';
import { referenceTree } from '../../review/reference-tree';
import { type Bench, type BenchOptions, startBench } from '../bench';
import { createLookedUp } from '../dry-run/dry-run';
import { type Kustomization, kustomizations, pointFluxAt, startFlux } from '../flux/flux';
import type { GitRemote } from '../flux/git-remote';
import type { KubeClient } from '../kube/client';
import { type KubeObject, conditionOf, objectId } from '../kube/object';
import { sleep, waitFor } from '../kube/wait';
import { benchTrees } from '../review/bench-tree';
import { type Snapshot, happenings, snapshot } from '../review/observe';
import { type Pair, batchesOf, merged, pairsOf } from '../review/pairs';
import { type PairVerdict, verdictOn } from '../review/verdict';

const folder = 'dist/homelab';

/**
 * Applies the pairs of the gate, base and then head, with Flux to a real API server and its controllers: which pods restart,
 * what is refused, recreated, deleted and created must be what the review says, and nothing else.
 *
 * @param only words in the names of the pairs to try. @default - all of them
 */
export async function judgeReview(
  only: readonly string[],
  progress: NonNullable<BenchOptions['progress']>,
): Promise<PairVerdict[]> {
  const reference = referenceTree();
  const benchTree = benchTrees();
  const before = benchTree(reference);
  const pairs = pairsOf(reference, benchTree).filter(
    ({ name }) => only.length === 0 || only.some((word) => name.includes(word)),
  );
  const bench = await startBench({ crds: [], programs: ['kustomize-controller'], progress });
  const scratch = mkdtempSync(join(tmpdir(), 'rackwright-review-'));
  try {
    // Set by set: a busy machine takes longer for all of them together than the bench waits.
    for (const set of Object.keys(bench.crdSets)) await bench.installCrds([set]);
    writeTree(scratch, before);
    const { remote } = await startFlux(bench, { [folder]: scratch });
    await createLookedUp(bench.client, objectsIn(before));
    await pointFluxAt(bench, remote, `./${folder}/flux`);
    const batches = batchesOf(pairs);
    const verdicts: PairVerdict[] = [];
    for (const [index, batch] of batches.entries()) {
      await bring(bench, remote, before, 'base');
      await bindClaims(bench.client, before);
      verdicts.push(...(await tryBatch(bench, remote, before, batch)));
      progress(
        `batch ${index + 1} of ${batches.length}: ${batch.length} pairs, ${verdicts.filter(({ wrong }) => wrong.length > 0).length} wrong so far`,
      );
    }
    return verdicts;
  } finally {
    rmSync(scratch, { recursive: true });
    await bench.stop();
  }
}

async function tryBatch(
  bench: Bench,
  remote: GitRemote,
  before: ReadonlyMap<string, string>,
  batch: readonly Pair[],
): Promise<PairVerdict[]> {
  const after = merged(before, batch);
  const kinds = kindsOf([...objectsIn(before), ...objectsIn(after)]);
  const base = await settled(bench.client, kinds);
  const messages = await bring(bench, remote, after, batch.map(({ name }) => name).join('; '));
  const head = await settled(bench.client, kinds);
  const happened = happenings(base, head);
  // `StatefulSet/data/redis dry-run failed (Invalid): …`
  const refused = new Set(
    [...messages.values()].flatMap((message) =>
      [...message.matchAll(/(\w+)\/(?:([\w.-]+)\/)?([\w.:-]+) dry-run failed/g)].map(([, kind, namespace, name]) =>
        namespace === undefined ? `${kind}/${name}` : `${namespace}/${kind}/${name}`,
      ),
    ),
  );
  return batch.map((pair) => {
    const own = new Set([...happened.keys()].filter((id) => pair.apps.has(appOf(id, before, after))));
    return verdictOn(pair, happened, refused, own);
  });
}

/** App of an object, by the trees; '' for what no tree has, such as pods. */
function appOf(id: string, ...trees: ReadonlyMap<string, string>[]): string {
  for (const tree of trees) {
    for (const [path, text] of tree) {
      if (!path.includes(id.slice(id.lastIndexOf('/') + 1)) && !text.includes(id.slice(id.lastIndexOf('/') + 1)))
        continue;
      if (
        documentsIn(text)
          .filter(isManifest)
          .some((manifest) => objectId(manifest as unknown as KubeObject) === id)
      ) {
        return /^apps\/([^/]+)\//.exec(path)?.[1] ?? /^flux\/Kustomization\.(.+)\.yaml$/.exec(path)?.[1] ?? '';
      }
    }
  }
  return '';
}

/**
 * Commits a tree and waits until every Kustomization has tried it.
 *
 * @returns why some could not apply it, by name
 */
async function bring(
  { client }: Bench,
  remote: GitRemote,
  tree: ReadonlyMap<string, string>,
  title: string,
): Promise<Map<string, string>> {
  const root = join(remote.worktree, folder);
  rmSync(root, { recursive: true, force: true });
  writeTree(root, tree);
  const commit = remote.commit(title.slice(0, 200));
  return waitFor(`Flux at "${title.slice(0, 60)}"`, 300, async () => {
    const all = await client.list<Kustomization>(kustomizations.apiVersion, kustomizations.kind);
    const waiting = all.filter(({ spec }) => spec.suspend !== true).filter((each) => !hasTried(each, commit));
    // A Kustomization that the tree has and the cluster has not is still to come.
    const names = new Set(all.map(({ metadata }) => metadata.name));
    const missing = objectsIn(tree).filter(
      ({ kind, metadata }) => kind === 'Kustomization' && !names.has(metadata.name),
    );
    if (waiting.length + missing.length > 0) return undefined;
    const failed = all.filter((each) => conditionOf(each, 'Ready')?.status === 'False');
    return new Map(failed.map((each) => [each.metadata.name, conditionOf(each, 'Ready')?.message ?? '']));
  });
}

function hasTried(kustomization: Kustomization, commit: string): boolean {
  const { lastAttemptedRevision = '', lastAppliedRevision = '' } = kustomization.status ?? {};
  const ready = conditionOf(kustomization, 'Ready');
  const isDone = ready?.status === 'True' || (ready?.status === 'False' && /fail/i.test(ready.reason ?? ''));
  return (
    isDone &&
    (lastAppliedRevision.endsWith(commit) || (lastAttemptedRevision.endsWith(commit) && ready?.status === 'False'))
  );
}

/** Two looks that show the same: the controllers have seen what Flux applied. */
async function settled(client: KubeClient, kinds: Parameters<typeof snapshot>[1]): Promise<Snapshot> {
  let last = await snapshot(client, kinds);
  for (let quiet = 0; quiet < 2;) {
    await sleep(700);
    const now = await snapshot(client, kinds);
    quiet = happenings(last, now).size === 0 ? quiet + 1 : 0;
    last = now;
  }
  return last;
}

/** A volume for each claim that has none: the server lets nobody change a claim that is not bound. */
async function bindClaims(client: KubeClient, tree: ReadonlyMap<string, string>): Promise<void> {
  interface Claim extends KubeObject {
    spec: { storageClassName: string; accessModes: string[]; resources: { requests: { storage: string } } };
    status?: { phase?: string };
  }
  const claims = objectsIn(tree).filter(({ kind }) => kind === 'PersistentVolumeClaim');
  for (const {
    metadata: { name, namespace },
  } of claims) {
    const claim = await client.get<Claim>('v1', 'PersistentVolumeClaim', namespace, name);
    if (!claim || claim.status?.phase === 'Bound') continue;
    const { storageClassName, accessModes, resources } = claim.spec;
    const volume = {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `${namespace}-${name}-${claim.metadata.uid!.slice(0, 8)}` },
      spec: {
        capacity: { storage: resources.requests.storage },
        accessModes,
        storageClassName,
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid: claim.metadata.uid },
        hostPath: { path: `/var/${name}` },
      },
    };
    await client.apply(volume as KubeObject);
    await waitFor(`${namespace}/${name} to be bound`, 60, async () => {
      const now = await client.get<Claim>('v1', 'PersistentVolumeClaim', namespace, name);
      return now?.status?.phase === 'Bound' || undefined;
    });
  }
}

function writeTree(root: string, tree: ReadonlyMap<string, string>): void {
  for (const [path, text] of tree) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function objectsIn(tree: ReadonlyMap<string, string>): KubeObject[] {
  return [...tree.values()].flatMap((text) => documentsIn(text).filter(isManifest)) as unknown as KubeObject[];
}

function kindsOf(objects: readonly KubeObject[]): [string, string][] {
  return [
    ...new Map(
      objects.map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, [apiVersion, kind] as [string, string]]),
    ).values(),
  ];
}
