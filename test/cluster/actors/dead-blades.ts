import type { KubeClient } from '../kube/client';
import { Informer } from '../kube/informer';
import { type KubeObject, type Node, type Pod, isTrue, objectId } from '../kube/object';
import type { Actor, Scene } from './actor';
import { provisioner } from './volumes';

interface LonghornRelease extends KubeObject {
  spec: { values?: { defaultSettings?: { nodeDownPodDeletionPolicy?: string } } };
}

interface PersistentVolume extends KubeObject {
  spec: { claimRef?: { name: string; namespace: string }; csi?: { driver: string } };
}

/** Longhorn's words for which pods it frees, by the kind of their controller. */
const freedBy: Record<string, string[]> = {
  'delete-statefulset-pod': ['StatefulSet'],
  'delete-deployment-pod': ['ReplicaSet'],
  'delete-both-statefulset-and-deployment-pod': ['StatefulSet', 'ReplicaSet'],
};

const lookEveryMilliseconds = 2000;

export const deadBlades: Actor = {
  name: 'pods of dead blades',
  standsInFor: "Longhorn's pod controller (nodeDownPodDeletionPolicy)",
  asserts:
    "a pod that Kubernetes has given up on a blade without power, past its grace, is freed if it holds a Longhorn volume and the policy in the HelmRelease's values names its controller's kind; nobody else frees one",
  doesNotAssert: 'that the volume detaches, that its copies elsewhere are good, how long attaching there takes',
  waitsFor: { group: 'helm.toolkit.fluxcd.io', kind: 'HelmRelease' },
  async start(scene) {
    const { client } = scene.bench;
    const pods = await new Informer<Pod>(client, 'v1', 'Pod').start();
    const nodes = await new Informer<Node>(client, 'v1', 'Node').start();
    const timer = setInterval(() => {
      void free(scene, pods, nodes).catch((error: Error) => scene.onError(error, 'pods of dead blades'));
    }, lookEveryMilliseconds).unref();
    return [pods, nodes, { stop: () => clearInterval(timer) }];
  },
};

/** The conditions are those of Longhorn's `handlePodDeletionIfNodeDown`, but for attachments, which nobody makes here. */
async function free(
  { bench: { client }, freedPods }: Scene,
  pods: Informer<Pod>,
  nodes: Informer<Node>,
): Promise<void> {
  const now = new Date().toISOString();
  const isDown = (name: string | undefined) => {
    const node = nodes.objects.get(name ?? '');
    return node === undefined || !isTrue(node, 'Ready');
  };
  const given = [...pods.objects.values()].filter(
    ({ metadata, spec }) => (metadata.deletionTimestamp ?? now) < now && isDown(spec.nodeName),
  );
  if (given.length === 0) return;
  const kinds = await freedKinds(client);
  const claims = await longhornClaims(client);
  const holdsVolume = ({ metadata, spec }: Pod) =>
    spec.volumes?.some(
      ({ persistentVolumeClaim: claim }) => claim && claims.has(`${metadata.namespace}/${claim.claimName}`),
    );
  for (const pod of given.filter(holdsVolume)) {
    if (!pod.metadata.ownerReferences?.some(({ kind, controller }) => controller === true && kinds.has(kind))) continue;
    await client.remove(pod, { gracePeriodSeconds: 0 });
    freedPods.push(objectId(pod));
  }
}

async function freedKinds(client: KubeClient): Promise<Set<string>> {
  const releases = await client.list<LonghornRelease>('helm.toolkit.fluxcd.io/v2', 'HelmRelease');
  const policies = releases.flatMap(({ spec }) => spec.values?.defaultSettings?.nodeDownPodDeletionPolicy ?? []);
  return new Set(policies.flatMap((policy) => freedBy[policy] ?? []));
}

async function longhornClaims(client: KubeClient): Promise<Set<string>> {
  const volumes = await client.list<PersistentVolume>('v1', 'PersistentVolume');
  return new Set(
    volumes
      .filter(({ spec }) => spec.csi?.driver === provisioner)
      .map(({ spec: { claimRef } }) => `${claimRef?.namespace}/${claimRef?.name}`),
  );
}
