import type { KubeClient } from '../kube/client';
import { type KubeObject, type Node } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import { bytesOf } from '../../../lib/units/quantity';
import type { Actor, Scene } from './actor';
import { type Claim, type PersistentVolume, type StorageClass, isGrowing, grow, provision } from './volumes';

export const driver = 'local.csi.openebs.io';
/** Label that the kubelet puts on a node when the driver registers there, and the only topology of its volumes. */
export const topologyKey = 'openebs.io/nodename';
const namespace = 'openebs';

export const localVolumes: Actor = {
  name: 'local volumes',
  standsInFor: 'OpenEBS LVM LocalPV: its provisioner, resizer and node plugin, and the volume groups that Talos makes',
  asserts:
    'every worker has a CSIStorageCapacity with what its group has left, so that the real scheduler refuses blades without room; a claim gets a volume on the chosen blade and of its size, and grows as far as the group has room',
  doesNotAssert: 'device-mapper, file systems, that growing takes no pause, what a full group does to the driver',
  waitsFor: { group: 'storage.k8s.io', kind: 'StorageClass' },
  async start(scene) {
    const { client } = scene.bench;
    const { onError } = scene;
    await client.apply({
      apiVersion: 'storage.k8s.io/v1',
      kind: 'CSIDriver',
      metadata: { name: driver },
      spec: { attachRequired: false, podInfoOnMount: true, storageCapacity: true },
    } as KubeObject);
    const publishAll = () => publish(scene);
    return [
      await reconcileAll<Node>(client, { apiVersion: 'v1', kind: 'Node' }, (node) => register(scene, node), {
        onError,
      }),
      await reconcileAll<StorageClass>(client, { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass' }, publishAll, {
        onError,
      }),
      await reconcileAll<Claim>(
        client,
        { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
        (claim) => reconcile(scene, claim),
        { onError },
      ),
      await reconcileAll<PersistentVolume>(client, { apiVersion: 'v1', kind: 'PersistentVolume' }, publishAll, {
        onError,
        onDeleted: async () => void (await publishAll()),
      }),
    ];
  },
};

/** What the kubelet does when the driver's socket appears. */
async function register({ bench: { client }, localDisks }: Scene, { metadata }: Node): Promise<void | 'again'> {
  if (localDisks[metadata.name] === undefined || metadata.labels?.[topologyKey] === metadata.name) return;
  await client.merge({ apiVersion: 'v1', kind: 'Node', metadata: { name: metadata.name } } as KubeObject, {
    metadata: { labels: { [topologyKey]: metadata.name } },
  });
  await client.apply({
    apiVersion: 'storage.k8s.io/v1',
    kind: 'CSINode',
    metadata: { name: metadata.name },
    spec: { drivers: [{ name: driver, nodeID: metadata.name, topologyKeys: [topologyKey] }] },
  } as KubeObject);
}

async function reconcile(scene: Scene, claim: Claim): Promise<void | 'again'> {
  const { client } = scene.bench;
  if (isGrowing(claim)) return growWithin(scene, claim);
  return provision(client, claim, {
    provisioner: driver,
    affinityOf: (_, node) => (node === undefined ? undefined : { key: topologyKey, node }),
  });
}

/** The driver refuses what the group does not hold; the claim keeps the new size and the volume its old one. */
async function growWithin(scene: Scene, claim: Claim): Promise<void | 'again'> {
  const { client } = scene.bench;
  const volumes = await localVolumesOf(client);
  const own = volumes.find(({ metadata }) => metadata.name === claim.spec.volumeName);
  if (own === undefined) return;
  const more = bytesOf(claim.spec.resources.requests.storage) - bytesOf(own.spec.capacity.storage);
  const left = leftOn(scene, volumes, nodeOf(own) ?? '');
  if (more > left) return 'again';
  await grow(client, claim, own);
}

async function localVolumesOf(client: KubeClient): Promise<PersistentVolume[]> {
  const all = await client.list<PersistentVolume>('v1', 'PersistentVolume');
  return all.filter(({ spec }) => spec.csi?.driver === driver);
}

function nodeOf({ spec }: PersistentVolume): string | undefined {
  return spec.nodeAffinity?.required.nodeSelectorTerms[0]?.matchExpressions[0]?.values[0];
}

function leftOn({ localDisks }: Scene, volumes: readonly PersistentVolume[], node: string): number {
  return volumes
    .filter((volume) => nodeOf(volume) === node)
    .reduce((left, { spec }) => left - bytesOf(spec.capacity.storage), localDisks[node] ?? 0);
}

/** One capacity for each blade and class of the driver, as the provisioner writes them with --enable-capacity. */
async function publish(scene: Scene): Promise<void | 'again'> {
  const { client } = scene.bench;
  if ((await client.get('v1', 'Namespace', undefined, namespace)) === undefined) return 'again';
  const classes = await client.list<StorageClass>('storage.k8s.io/v1', 'StorageClass');
  const volumes = await localVolumesOf(client);
  for (const { metadata, provisioner } of classes) {
    if (provisioner !== driver) continue;
    for (const node of Object.keys(scene.localDisks)) {
      await client.apply({
        apiVersion: 'storage.k8s.io/v1',
        kind: 'CSIStorageCapacity',
        metadata: { name: `${metadata.name}-${node}`, namespace },
        storageClassName: metadata.name,
        nodeTopology: { matchLabels: { [topologyKey]: node } },
        capacity: String(Math.max(0, leftOn(scene, volumes, node))),
      } as KubeObject);
    }
  }
}
