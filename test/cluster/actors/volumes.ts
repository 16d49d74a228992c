import { bytesOf } from '../../../lib/units/quantity';
import type { KubeClient } from '../kube/client';
import type { KubeObject } from '../kube/object';
import { reconcileAll } from '../kube/reconciler';
import type { Actor } from './actor';

export interface StorageClass extends KubeObject {
  provisioner: string;
  reclaimPolicy?: string;
  volumeBindingMode?: string;
  allowVolumeExpansion?: boolean;
  parameters?: Record<string, string>;
}

export interface Claim extends KubeObject {
  spec: {
    storageClassName?: string;
    volumeName?: string;
    accessModes: string[];
    resources: { requests: { storage: string } };
  };
  status?: { phase?: string; capacity?: { storage?: string } };
}

export interface PersistentVolume extends KubeObject {
  spec: {
    capacity: { storage: string };
    csi?: { driver: string };
    nodeAffinity?: { required: { nodeSelectorTerms: { matchExpressions: { values: string[] }[] }[] } };
  };
}

export const provisioner = 'driver.longhorn.io';
const selectedNode = 'volume.kubernetes.io/selected-node';

export const volumes: Actor = {
  name: 'volumes',
  standsInFor: "Longhorn's CSI provisioner and resizer",
  asserts:
    'a claim of a Longhorn class gets a volume of its size, usable on any blade, and grows when it asks for more',
  doesNotAssert: 'free disk space, replica placement, rebuilds, attachment, data',
  waitsFor: { group: 'storage.k8s.io', kind: 'StorageClass' },
  async start({ bench: { client }, onError }) {
    const claims = { apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
    const reconcile = async (claim: Claim): Promise<void | 'again'> => {
      if (!isGrowing(claim)) return provision(client, claim, { provisioner, affinityOf: () => undefined });
      const own = await client.get<PersistentVolume>('v1', 'PersistentVolume', undefined, claim.spec.volumeName!);
      if (own?.spec.csi?.driver === provisioner) await grow(client, claim, own);
    };
    return [await reconcileAll<Claim>(client, claims, reconcile, { onError })];
  },
};

export interface Provisioning {
  provisioner: string;
  /** Node label and value outside which the volume cannot be used. */
  affinityOf: (storageClass: StorageClass, node: string | undefined) => { key: string; node: string } | undefined;
}

export async function provision(client: KubeClient, claim: Claim, how: Provisioning): Promise<void | 'again'> {
  const { storageClassName, volumeName } = claim.spec;
  if (volumeName !== undefined || storageClassName === undefined) return;
  const storageClass = await client.get<StorageClass>('storage.k8s.io/v1', 'StorageClass', undefined, storageClassName);
  if (storageClass === undefined) return 'again';
  if (storageClass.provisioner !== how.provisioner) return;
  const node = claim.metadata.annotations?.[selectedNode];
  if (storageClass.volumeBindingMode === 'WaitForFirstConsumer' && node === undefined) return; // the choice is a change
  await client.apply(volumeFor(claim, storageClass, how, node));
}

function volumeFor(
  claim: Claim,
  storageClass: StorageClass,
  how: Provisioning,
  chosen: string | undefined,
): KubeObject {
  const { name, namespace, uid } = claim.metadata;
  const affinity = how.affinityOf(storageClass, chosen);
  const terms = affinity && [{ matchExpressions: [{ key: affinity.key, operator: 'In', values: [affinity.node] }] }];
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `pvc-${uid}`, annotations: { 'pv.kubernetes.io/provisioned-by': how.provisioner } },
    spec: {
      capacity: { storage: claim.spec.resources.requests.storage },
      accessModes: claim.spec.accessModes,
      persistentVolumeReclaimPolicy: storageClass.reclaimPolicy ?? 'Delete',
      storageClassName: storageClass.metadata.name,
      claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name, namespace, uid },
      csi: { driver: how.provisioner, volumeHandle: `pvc-${uid}` },
      ...(terms && { nodeAffinity: { required: { nodeSelectorTerms: terms } } }),
    },
  } as KubeObject;
}

/** A bound claim that asks for more than it has. */
export function isGrowing({ spec, status }: Claim): boolean {
  const has = status?.capacity?.storage;
  return status?.phase === 'Bound' && has !== undefined && bytesOf(spec.resources.requests.storage) > bytesOf(has);
}

/** What external-resizer and the kubelet do when the driver has enlarged volume and file system. */
export async function grow(client: KubeClient, claim: Claim, volume: PersistentVolume): Promise<void> {
  const capacity = { storage: claim.spec.resources.requests.storage };
  await client.merge(volume, { spec: { capacity } });
  await client.merge(claim, { status: { capacity } }, 'status');
}
