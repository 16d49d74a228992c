import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../../cluster/bench';
import type { KubeClient } from '../../cluster/kube/client';
import type { KubeObject } from '../../cluster/kube/object';
import { reconcileAll } from '../../cluster/kube/reconciler';
import { bytesOf } from '../../../lib/units/quantity';
import type { Blade } from '../box/blade';
import { LimitedDisk } from '../box/limited-disk';

interface StorageClass extends KubeObject {
  provisioner: string;
  reclaimPolicy?: string;
  volumeBindingMode?: string;
  parameters?: Record<string, string>;
}

interface Claim extends KubeObject {
  spec: {
    storageClassName?: string;
    volumeName?: string;
    accessModes: string[];
    resources: { requests: { storage: string } };
  };
  status?: { capacity?: { storage: string } };
}

export interface VolumeSettings {
  blades: readonly Blade[];
  /** A folder that every blade sees. */
  shared: string;
  /** Where the files of limited volumes lie. @default - sizes are not enforced */
  images?: string;
}

const selectedNode = 'volume.kubernetes.io/selected-node';

/** CSI drivers of the rack: one keeps a volume on the blade of its pod, the other copies on several blades. */
const stoodInFor = ['local.csi.openebs.io', 'driver.longhorn.io'];

/**
 * Stands in for both drivers: the generated StorageClasses, unchanged, lead to folders. A volume with its only copy on one blade is a folder
 * of that blade's disk, or a file system in it that has the size of its claim and grows with it; one with copies on several
 * is a folder that every blade sees, of no size.
 */
export async function startVolumes(bench: Bench, settings: VolumeSettings): Promise<void> {
  const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
  const limited = new Map<string, LimitedDisk>();
  const onError = () => undefined; // tried again a second later
  const running = await reconcileAll<Claim>(
    bench.client,
    claims,
    (claim) =>
      claim.spec.volumeName === undefined
        ? provision(bench.client, claim, settings, limited)
        : grow(bench.client, claim, limited),
    { onError },
  );
  bench.onStop(() => running.stop());
}

async function provision(
  client: KubeClient,
  claim: Claim,
  { blades, shared, images }: VolumeSettings,
  limited: Map<string, LimitedDisk>,
): Promise<void | 'again'> {
  const { storageClassName } = claim.spec;
  if (storageClassName === undefined) return;
  const storageClass = await client.get<StorageClass>('storage.k8s.io/v1', 'StorageClass', undefined, storageClassName);
  if (storageClass === undefined) return 'again';
  const { provisioner } = storageClass;
  if (!stoodInFor.includes(provisioner)) return;
  const node = claim.metadata.annotations?.[selectedNode];
  if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && node === undefined) return; // the choice is a change
  const { name, namespace, uid } = claim.metadata;
  const volume = `pvc-${uid}`;
  const local = provisioner === 'local.csi.openebs.io';
  const blade = local ? blades.find(({ spec }) => spec.name === node) : undefined;
  const folder = join(blade?.volumes ?? shared, volume);
  const { storage } = claim.spec.resources.requests;
  if (blade && images !== undefined) {
    if (!limited.has(volume)) {
      const disk = LimitedDisk.make(join(images, `${volume}.xfs`), folder, bytesOf(storage));
      limited.set(volume, disk);
      blade.mountVolume(disk);
    }
  } else mkdirSync(folder, { recursive: true });
  const onBlade = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] };
  await client.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
    spec: {
      capacity: { storage },
      accessModes: claim.spec.accessModes,
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName,
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      ...(blade
        ? {
            local: { path: `/var/lib/rack-volumes/${volume}` },
            nodeAffinity: { required: { nodeSelectorTerms: [onBlade] } },
          }
        : { hostPath: { path: `/var/lib/rack-shared/${volume}` } }),
    },
  } as KubeObject);
}

/** As the driver does it: a volume whose claim asks for more becomes larger while it is in use. */
async function grow(client: KubeClient, claim: Claim, limited: ReadonlyMap<string, LimitedDisk>): Promise<void> {
  const { resources, volumeName: name = '' } = claim.spec;
  const { storage } = resources.requests;
  const disk = limited.get(name);
  const has = claim.status?.capacity?.storage;
  if (!disk || has === undefined || bytesOf(storage) <= bytesOf(has)) return;
  disk.grow(bytesOf(storage));
  // The claim first: a kubelet that sees a volume larger than its claim enlarges the file system itself.
  await client.merge(claim, { status: { capacity: { storage }, conditions: [] } }, 'status');
  const volume = { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name } };
  await client.merge(volume, { spec: { capacity: { storage } } });
}
