import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../../cluster/bench';
import type { KubeClient } from '../../cluster/kube/client';
import type { KubeObject } from '../../cluster/kube/object';
import { reconcileAll } from '../../cluster/kube/reconciler';
import type { Blade } from '../box/blade';

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
}

const selectedNode = 'volume.kubernetes.io/selected-node';

/** CSI drivers of the rack: one keeps a volume on the blade of its pod, the other copies on several blades. */
const stoodInFor = ['local.csi.openebs.io', 'driver.longhorn.io'];

/**
 * Stands in for both drivers: the generated StorageClasses, unchanged, lead to folders. A volume with its only copy on one blade is a folder
 * of that blade's disk; one with copies on several is a folder that every blade sees. Sizes are not enforced.
 */
export async function startVolumes(bench: Bench, blades: Blade[], shared: string): Promise<void> {
  const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
  const onError = () => undefined; // tried again a second later
  const running = await reconcileAll<Claim>(
    bench.client,
    claims,
    (claim) => provision(bench.client, claim, blades, shared),
    { onError },
  );
  bench.onStop(() => running.stop());
}

async function provision(client: KubeClient, claim: Claim, blades: Blade[], shared: string): Promise<void | 'again'> {
  const { storageClassName, volumeName } = claim.spec;
  if (volumeName !== undefined || storageClassName === undefined) return;
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
  mkdirSync(join(blade?.volumes ?? shared, volume), { recursive: true });
  const onBlade = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] };
  await client.apply({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: volume, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
    spec: {
      capacity: { storage: claim.spec.resources.requests.storage },
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
