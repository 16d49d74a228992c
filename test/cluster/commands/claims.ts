import { join } from 'node:path';
import { startActors } from '../actors/actor';
import { localVolumes } from '../actors/local-volumes';
import { type Claim, type PersistentVolume, volumes } from '../actors/volumes';
import { type BenchOptions, startBench } from '../bench';
import { ApiError, type KubeClient } from '../kube/client';
import { type KubeObject, type Pod, objectId } from '../kube/object';
import { waitFor } from '../kube/wait';
import { readTree } from '../dry-run/read-tree';
import { nodeOf } from '../rack/machine';

/** Blades by the room of their volume groups: one that is nearly full, two that are not. */
const gibibyte = 2 ** 30;
const localDisks = { 'blade-04': 10 * gibibyte, 'blade-05': 100 * gibibyte, 'blade-06': 100 * gibibyte };
const manager = 'kustomize-controller';

export interface ClaimVerdict {
  what: string;
  holds: boolean;
  said: string;
}

/**
 * What becomes of claims that are objects of their own, on the real API server, scheduler and controller manager, with
 * the classes and sets of `dist/<rack>`: only the driver is a stand-in.
 */
export async function judgeClaims(output: string, progress: BenchOptions['progress']): Promise<ClaimVerdict[]> {
  const bench = await startBench({ crds: [], nodeGraceSeconds: 3600, ...(progress && { progress }) });
  const verdicts: ClaimVerdict[] = [];
  const verdict = (what: string, holds: boolean, said = '') => void verdicts.push({ what, holds, said });
  try {
    const { client } = bench;
    await prepare(client, output);
    const onError = (error: Error, about: string) => progress?.(`stand-in for ${about}: ${error.message}`);
    await startActors({ bench, releases: {}, localDisks, freedPods: [], onError }, [volumes, localVolumes]);
    const { claims, set } = redisOf(output);
    for (const claim of claims) await client.apply(claim, manager);
    await client.apply(set, manager);
    const [first, second] = claims as [Claim, Claim];

    const bound = await settled(client, second, (claim) => claim.status?.phase === 'Bound');
    verdict('the set takes up the claims that were there before it', bound?.metadata.uid !== undefined);
    const stated = first.spec.resources.requests.storage;
    verdict('they have the size of dist/, not of the template', bound?.status?.capacity?.storage === stated, stated);

    await client.apply(withSize(second, '4Gi'), manager);
    const grown = await settled(client, second, ({ status }) => status?.capacity?.storage === '4Gi');
    const volume = await client.get<PersistentVolume>(
      'v1',
      'PersistentVolume',
      undefined,
      grown?.spec.volumeName ?? '',
    );
    verdict('a claim grows, and its volume', grown !== undefined && volume?.spec.capacity.storage === '4Gi');
    verdict('nobody takes a smaller size', await isRefused(client, withSize(second, '3Gi')));

    await deleteClaim(client, second, 'redis-1');
    const remade = await settled(client, second, ({ metadata }) => metadata.uid !== bound?.metadata.uid);
    const size = remade?.spec.resources.requests.storage ?? '';
    verdict('a deleted claim is made anew by the controller manager, from the template', size === '1Gi', size);
    await settled(
      client,
      second,
      ({ metadata, status }) => metadata.uid === remade?.metadata.uid && status?.phase === 'Bound',
    );
    await client.apply(withSize(second, '4Gi'), manager);
    const again = await settled(client, second, ({ status }) => status?.capacity?.storage === '4Gi');
    verdict('Flux then raises it to the size of dist/, and it grows', again !== undefined);

    await judgeRoom(client, set, verdict);
    return verdicts;
  } finally {
    await bench.stop();
  }
}

async function prepare(client: KubeClient, output: string): Promise<void> {
  for (const name of ['data', 'openebs']) {
    await client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } } as KubeObject);
  }
  for (const [index, name] of Object.keys(localDisks).entries()) {
    const node = nodeOf({
      name,
      arch: 'arm64',
      cores: 4,
      memoryBytes: 8e9,
      role: 'worker',
      address: `10.0.0.${index + 1}`,
    });
    await client.apply(node);
    const ready = { type: 'Ready', status: 'True', reason: 'Bench', message: '', lastTransitionTime: null };
    const { status } = node as KubeObject & { status: object };
    await client.merge(node, { status: { ...status, conditions: [ready] } }, 'status');
    await client.merge(node, { spec: { taints: null } });
  }
  for (const { object } of readTree(output).objects) {
    const isNeeded =
      object.kind === 'PriorityClass' ||
      (object.kind === 'StorageClass' && object.metadata.name === 'node-local') ||
      (object.kind === 'ServiceAccount' && objectId(object) === 'data/ServiceAccount/redis');
    if (isNeeded) await client.apply(object, manager);
  }
}

/** Two replicas are enough, and their pods need no blade's labels. */
function redisOf(output: string): { claims: KubeObject[]; set: KubeObject } {
  const objects = readTree(join(output, 'apps', 'redis')).objects.map(({ object }) => object);
  const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').slice(0, 2);
  const set = objects.find(({ kind }) => kind === 'StatefulSet');
  if (set === undefined || claims.length < 2) throw new Error(`${output} has no Redis with claims of its own`);
  return { claims, set: { ...set, spec: { ...(set as { spec?: object }).spec, replicas: 2 } } as KubeObject };
}

function withSize(claim: Claim, storage: string): Claim {
  return { ...claim, spec: { ...claim.spec, resources: { requests: { storage } } } };
}

async function settled(client: KubeClient, { metadata }: KubeObject, is: (claim: Claim) => boolean) {
  const look = async () => {
    const claim = await client.get<Claim>('v1', 'PersistentVolumeClaim', metadata.namespace, metadata.name);
    return claim !== undefined && is(claim) ? claim : undefined;
  };
  return waitFor(`claim ${metadata.name}`, 60, look).catch(() => undefined);
}

async function isRefused(client: KubeClient, object: KubeObject): Promise<boolean> {
  return client.apply(object, manager).then(
    () => false,
    (error: unknown) => error instanceof ApiError && (error.status === 403 || error.status === 422),
  );
}

/** As a person does who replaces a blade: the claim, then the pod that holds it. */
async function deleteClaim(client: KubeClient, claim: KubeObject, pod: string): Promise<void> {
  await client.remove(claim);
  const { namespace } = claim.metadata;
  await client.remove({ apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace } } as KubeObject, {
    gracePeriodSeconds: 0,
  });
}

/** Three members of 50Gi, each on a blade of its own: one blade has 10Gi, so the real scheduler leaves one out. */
async function judgeRoom(
  client: KubeClient,
  like: KubeObject,
  verdict: (what: string, holds: boolean, said?: string) => void,
): Promise<void> {
  const text = JSON.stringify({ ...like, spec: { ...(like as { spec?: object }).spec, replicas: 3 } });
  const set = JSON.parse(
    text.replaceAll('"redis"', '"large"').replaceAll('"storage":"1Gi"', '"storage":"50Gi"'),
  ) as KubeObject;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'large', namespace: 'data' } };
  await client.apply(account as KubeObject);
  await client.apply(set, manager);
  const pods = async () =>
    (await client.list<Pod>('v1', 'Pod', 'data')).filter(({ metadata }) => metadata.name.startsWith('large-'));
  const placed = async () => (await pods()).filter(({ spec }) => spec.nodeName !== undefined);
  await waitFor('two large members', 60, async () => ((await placed()).length === 2 ? true : undefined)).catch(
    () => undefined,
  );
  const said = await waitFor('the scheduler to say why', 30, async () => {
    const conditions = (await pods()).flatMap(
      ({ status }) => (status as { conditions?: { message?: string }[] })?.conditions ?? [],
    );
    return conditions.find(({ message }) => message?.includes('enough free storage'))?.message;
  }).catch(() => '');
  const blades = (await placed()).map(({ spec }) => spec.nodeName).sort();
  const right = JSON.stringify(blades) === JSON.stringify(['blade-05', 'blade-06']);
  verdict('the scheduler reads what the groups have left', right && said !== '', said || blades.join());
}
