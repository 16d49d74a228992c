import type { KubeClient } from '../kube/client';
import type { KubeObject } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

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

export const provisioner = 'driver.longhorn.io';
const selectedNode = 'volume.kubernetes.io/selected-node';

export const volumes: Actor = {
  name: 'volumes',
  standsInFor: "Longhorn's CSI provisioner",
  asserts:
    'a claim of a Longhorn class gets a volume of its size; one with a single copy can only be used on the node that the scheduler chose for its first pod',
  doesNotAssert: 'free disk space, replica placement, rebuilds, attachment, data',
  waitsFor: { group: 'storage.k8s.io', kind: 'StorageClass' },
  async start({ bench: { client }, onError }) {
    const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
    return [await reconcileAll<Claim>(client, claims, (claim) => provision(client, claim), { onError })];
  },
};

async function provision(client: KubeClient, claim: Claim): Promise<void | 'again'> {
  const { storageClassName, volumeName } = claim.spec;
  if (volumeName !== undefined || storageClassName === undefined) return;
  const storageClass = await client.get<StorageClass>('storage.k8s.io/v1', 'StorageClass', undefined, storageClassName);
  if (storageClass === undefined) return 'again';
  if (storageClass.provisioner !== provisioner) return;
  const node = claim.metadata.annotations?.[selectedNode];
  if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && node === undefined) return; // the choice is a change
  await client.apply(volumeFor(claim, storageClass, node));
}

function volumeFor(claim: Claim, storageClass: StorageClass, node: string | undefined): KubeObject {
  const { name, namespace, uid } = claim.metadata;
  const bound = storageClass.parameters?.['dataLocality'] === 'strict-local' && node !== undefined;
  const onNode = { matchExpressions: [{ key: 'kubernetes.io/hostname', operator: 'In', values: [node] }] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${uid}`, annotations: { 'pv.kubernetes.io/provisioned-by': provisioner } },
    spec: {
      capacity: { storage: claim.spec.resources.requests.storage },
      accessModes: claim.spec.accessModes,
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      csi: { driver: provisioner, volumeHandle: `pvc-${uid}` },
      ...(bound && { nodeAffinity: { required: { nodeSelectorTerms: [onNode] } } }),
    },
  } as KubeObject;
}
