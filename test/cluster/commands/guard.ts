import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mayGoMark } from '../../../lib/facts/marks';
import { readTree } from '../dry-run/read-tree';
import { type Bench, type BenchOptions, startBench } from '../bench';
import { type Kustomization, kustomizations, pointFluxAt, startFlux } from '../flux/flux';
import { type KubeClient, apiErrorOf } from '../kube/client';
import { type KubeObject, conditionOf } from '../kube/object';
import { waitFor } from '../kube/wait';

export interface GuardVerdict {
  what: string;
  holds: boolean;
  said: string;
}

const prune = 'kustomize.toolkit.fluxcd.io/prune';
const mayGo = mayGoMark.as('true');
const person = 'somebody';
const controller = 'system:serviceaccount:kube-system:generic-garbage-collector';
const operator = 'system:serviceaccount:cnpg-system:cloudnative-pg';

/**
 * Whom the policies of `dist/<rack>/apps/data-guard` let delete or weaken what, on the real API server: people, Flux' own
 * prune, the garbage collector of the real controller manager, accounts of operators.
 */
export async function judgeGuard(
  output: string,
  progress: NonNullable<BenchOptions['progress']>,
  { quick = false }: { /** The API server alone: no prune of Flux, no garbage collection. */ quick?: boolean } = {},
): Promise<GuardVerdict[]> {
  const whole = { programs: ['kustomize-controller'] as ['kustomize-controller'], nodeGraceSeconds: 3600 };
  const bench = await startBench({ progress, ...(quick ? { extent: 'api' } : whole) });
  const verdicts: GuardVerdict[] = [];
  try {
    const { client } = bench;
    for (const { object } of readTree(join(output, 'apps', 'data-guard')).objects)
      await client.apply(object, 'kustomize-controller');
    await client.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'guarded', annotations: { [prune]: 'disabled' } },
    });
    await untilEnforced(client);
    for (const { what, object, as, deed, isAllowed } of deedsOf()) {
      const said = await tried(client, object, as, deed);
      verdicts.push({
        what: `${as === person ? '' : `${as.split(':').at(-1)}: `}${what}`,
        holds: (said === undefined) === isAllowed,
        said: said ?? 'done',
      });
    }
    if (!quick) verdicts.push(...(await collected(client)), ...(await prunes(bench)));
    return verdicts;
  } finally {
    await bench.stop();
  }
}

/** One attempt: deletes an object, or applies a change to it. */
interface Deed {
  what: string;
  object: KubeObject;
  as: string;
  deed: 'delete' | ((object: KubeObject) => KubeObject);
  isAllowed: boolean;
}

function named(apiVersion: string, kind: string, name: string, fields: object = {}, metadata: object = {}): KubeObject {
  const inside = ['Namespace', 'PersistentVolume', 'CustomResourceDefinition'].includes(kind)
    ? {}
    : { namespace: 'guarded' };
  return { apiVersion, kind, metadata: { name, ...inside, ...metadata }, ...fields } as KubeObject;
}

const claim = (name: string, metadata: object = {}) =>
  named(
    'v1',
    'PersistentVolumeClaim',
    name,
    { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
    metadata,
  );
const volume = (name: string, policy = 'Retain', metadata: object = {}) =>
  named(
    'v1',
    'PersistentVolume',
    name,
    {
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: policy,
        storageClassName: 'none',
        hostPath: { path: `/var/${name}` },
      },
    },
    metadata,
  );
const database = (name: string, spec: object = {}) =>
  named('postgresql.cnpg.io/v1', 'Database', name, {
    spec: { name, owner: name, cluster: { name: 'postgres' }, databaseReclaimPolicy: 'retain', ...spec },
  });
const store = (name: string, retentionPolicy: string) =>
  named('barmancloud.cnpg.io/v1', 'ObjectStore', name, {
    spec: { retentionPolicy, configuration: { destinationPath: 's3://a/b' } },
  });
const cluster = (name: string, spec: object = {}) =>
  named('postgresql.cnpg.io/v1', 'Cluster', name, { spec: { instances: 1, storage: { size: '1Gi' }, ...spec } });
const set = (name: string, when: 'Retain' | 'Delete') =>
  named('apps/v1', 'StatefulSet', name, {
    spec: {
      replicas: 0,
      serviceName: name,
      selector: { matchLabels: { app: name } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: when, whenScaled: 'Retain' },
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name: 'a', image: 'a' }] } },
      volumeClaimTemplates: [
        {
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
        },
      ],
    },
  });
const namespace = (name: string, metadata: object = {}) => named('v1', 'Namespace', name, {}, metadata);
const kept = { annotations: { [prune]: 'disabled' } };
/** One of those that the bench installs. */
const definition = (name: string) => named('apiextensions.k8s.io/v1', 'CustomResourceDefinition', name);
const config = (name: string, metadata: object = {}) => named('v1', 'ConfigMap', name, { data: {} }, metadata);

function deedsOf(): Deed[] {
  const removal = (what: string, object: KubeObject, isAllowed: boolean, as = person): Deed => ({
    what,
    object,
    as,
    deed: 'delete',
    isAllowed,
  });
  const change = (what: string, object: KubeObject, after: KubeObject, isAllowed: boolean, as = person): Deed => ({
    what,
    object,
    as,
    deed: () => after,
    isAllowed,
  });
  return [
    removal('a claim is deleted', claim('a'), false),
    removal('a claim with the label is deleted', claim('b', { labels: mayGo }), true),
    removal('a claim is deleted', claim('c'), true, controller),
    removal('a claim is deleted', claim('d'), true, operator),
    removal('a claim is deleted by another account', claim('e'), false, 'system:serviceaccount:ml:chat'),
    removal('a volume is deleted', volume('a'), false),
    removal('a Cluster is deleted', cluster('a'), false),
    removal('a Database is deleted', database('a'), false),
    removal('a store of backups is deleted', store('a', '30d'), false),
    removal('a namespace of ours is deleted', namespace('ours', kept), false),
    removal('a namespace that somebody made is deleted', namespace('try'), true),
    removal('the definition of databases is deleted', definition('databases.postgresql.cnpg.io'), false),
    removal('a definition that holds no data is deleted', definition('ocirepositories.source.toolkit.fluxcd.io'), true),
    removal('a ConfigMap is deleted', config('a'), true),
    removal('a StatefulSet is deleted, its claims stay', set('z', 'Retain'), true),
    change('a volume would go with its claim', volume('b'), volume('b', 'Delete'), false),
    change(
      'a volume with the label may',
      volume('c', 'Retain', { labels: mayGo }),
      volume('c', 'Delete', { labels: mayGo }),
      true,
    ),
    change('the claims of a set would go with it', set('a', 'Retain'), set('a', 'Delete'), false),
    change('they may stay', set('b', 'Delete'), set('b', 'Retain'), true),
    change('a Database would be dropped', database('b'), database('b', { databaseReclaimPolicy: 'delete' }), false),
    change('a Database is absent', database('c'), database('c', { ensure: 'absent' }), false),
    change('a Database gets an extension', database('d'), database('d', { extensions: [{ name: 'vector' }] }), true),
    change('backups are kept for a day', store('b', '30d'), store('b', '1d'), false),
    change('backups are kept longer', store('c', '30d'), store('c', '60d'), true),
    change(
      'the log is archived no more',
      cluster('b', { plugins: [{ name: 'barman-cloud.cloudnative-pg.io' }] }),
      cluster('b'),
      false,
    ),
    change('a Cluster has more members', cluster('c'), cluster('c', { instances: 3 }), true),
    change(
      'an operator may take the plugin out',
      cluster('d', { plugins: [{ name: 'a' }] }),
      cluster('d'),
      true,
      operator,
    ),
    change(
      'a namespace could be pruned',
      namespace('held', kept),
      namespace('held', { annotations: { [prune]: 'enabled' } }),
      false,
    ),
    change(
      'a namespace gets a label',
      namespace('held2', kept),
      namespace('held2', { ...kept, labels: { a: 'b' } }),
      true,
    ),
  ];
}

/** The policy takes effect some moments after it is stored. */
async function untilEnforced(client: KubeClient): Promise<void> {
  const probe = claim('probe');
  await waitFor('the policies to be enforced', 60, async () => {
    await client.apply(probe);
    return (await tried(client, probe, person, 'delete')) === undefined ? undefined : true;
  });
}

/** The server's words, or undefined when it did what was asked. */
async function tried(
  client: KubeClient,
  object: KubeObject,
  as: string,
  deed: Deed['deed'],
): Promise<string | undefined> {
  if (object.kind !== 'CustomResourceDefinition') await client.apply(object, 'judge');
  const path = await client.pathOf(object);
  // As an administrator who only goes by another name: rights are not what is asked about.
  const headers: Record<string, string> =
    as === person ? {} : { 'impersonate-user': as, 'impersonate-group': 'system:masters' };
  const answer =
    deed === 'delete'
      ? await client.call('DELETE', path, { headers, query: { dryRun: 'All' } })
      : await client.call('PATCH', path, {
          headers,
          query: { fieldManager: 'judge', force: 'true', dryRun: 'All' },
          body: deed(object),
          contentType: 'application/apply-patch+yaml',
        });
  return answer.status < 400 ? undefined : apiErrorOf(answer, path).message;
}

/** The real collector deletes what has lost its owner, claims too. */
async function collected(client: KubeClient): Promise<GuardVerdict[]> {
  const owner = await client.apply(config('owner'));
  const { uid } = (await client.get<KubeObject>('v1', 'ConfigMap', 'guarded', 'owner'))!.metadata;
  await client.apply(
    claim('owned', { ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid }] }),
  );
  await client.remove(owner);
  const gone = await waitFor('the collector', 90, async () => {
    const found = await client.get<KubeObject>('v1', 'PersistentVolumeClaim', 'guarded', 'owned');
    return found === undefined || found.metadata.deletionTimestamp !== undefined || undefined;
  }).catch((error: unknown) => String(error));
  return [{ what: 'the garbage collector deletes a claim without an owner', holds: gone === true, said: String(gone) }];
}

/** Flux' own prune: a claim that left git stays, and Flux says why; with the label it goes. */
async function prunes(bench: Bench): Promise<GuardVerdict[]> {
  const { client } = bench;
  const scratch = mkdtempSync(join(tmpdir(), 'rackwright-guard-'));
  const folder = 'dist/guard';
  mkdirSync(join(scratch, 'all'), { recursive: true });
  const put = (root: string, objects: readonly KubeObject[]) =>
    writeFileSync(join(root, 'all', 'objects.yaml'), objects.map((each) => JSON.stringify(each)).join('\n---\n'));
  put(scratch, [config('stays'), config('leaves'), claim('pruned')]);
  try {
    const { remote } = await startFlux(bench, { [folder]: scratch });
    await pointFluxAt(bench, remote, `./${folder}/all`);
    const ready = (said: RegExp) =>
      waitFor(`Flux to say ${said.source}`, 120, async () => {
        const root = await client.get<Kustomization>(
          kustomizations.apiVersion,
          kustomizations.kind,
          'flux-system',
          'flux-system',
        );
        const condition = root && conditionOf(root, 'Ready');
        return condition && said.test(`${condition.status} ${condition.message}`) ? condition.message : undefined;
      }).catch((error: unknown) => String(error));
    await ready(/^True/);
    put(join(remote.worktree, folder), [config('stays')]);
    remote.commit('a claim leaves git');
    const refusal = await ready(/^False .*may-go/);
    const there = (await client.get('v1', 'PersistentVolumeClaim', 'guarded', 'pruned')) !== undefined;
    const verdicts = [
      {
        what: 'a prune of Flux is refused, and says why',
        holds: there && /may-go/.test(String(refusal)),
        said: String(refusal).slice(0, 200),
      },
    ];
    await client.merge(claim('pruned'), { metadata: { labels: mayGo } });
    const gone = await waitFor('the prune', 120, async () => {
      const found = await client.get<KubeObject>('v1', 'PersistentVolumeClaim', 'guarded', 'pruned');
      return found === undefined || found.metadata.deletionTimestamp !== undefined || undefined;
    }).catch((error: unknown) => String(error));
    return [
      ...verdicts,
      { what: 'with the label, Flux prunes it at its next try', holds: gone === true, said: String(gone) },
    ];
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
