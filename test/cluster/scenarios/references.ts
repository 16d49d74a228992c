import type { KubeClient } from '../kube/client';
import { type KubeObject, type Pod, objectId } from '../kube/object';

interface KeyRef {
  name: string;
  key?: string;
  optional?: boolean;
}

interface Named {
  name?: string;
  secretName?: string;
  optional?: boolean;
}

interface Volume {
  secret?: Named;
  configMap?: Named;
  projected?: { sources: { secret?: Named; configMap?: Named }[] };
}

interface Container {
  env?: { valueFrom?: { secretKeyRef?: KeyRef; configMapKeyRef?: KeyRef } }[];
  envFrom?: { secretRef?: Named; configMapRef?: Named }[];
}

interface Keyed extends KubeObject {
  data?: Record<string, string>;
  binaryData?: Record<string, string>;
}

interface Wanted {
  kind: 'Secret' | 'ConfigMap';
  name: string;
  key?: string;
}

/**
 * Secrets and ConfigMaps, and keys of them, that pods name and the cluster lacks. A real kubelet would leave such a pod
 * in CreateContainerConfigError or ContainerCreating; the simulated one starts it all the same, so the bench looks.
 */
export async function danglingReferences(client: KubeClient, pods: Iterable<Pod>): Promise<string[]> {
  const [secrets, configMaps] = await Promise.all([
    client.list<Keyed>('v1', 'Secret'),
    client.list<Keyed>('v1', 'ConfigMap'),
  ]);
  const present = new Map([...secrets, ...configMaps].map((object) => [objectId(object), object]));
  const failures = new Set<string>();
  for (const pod of pods) {
    for (const { kind, name, key } of wantedBy(pod)) {
      const id = `${pod.metadata.namespace}/${kind}/${name}`;
      const object = present.get(id);
      if (object === undefined) failures.add(`${ownerOf(pod)} names ${id}, which is not in the cluster`);
      else if (key !== undefined && !hasKey(object, key))
        failures.add(`${ownerOf(pod)} names key ${key} of ${id}, which lacks it`);
    }
  }
  return [...failures];
}

function hasKey({ data, binaryData }: Keyed, key: string): boolean {
  return key in (data ?? {}) || key in (binaryData ?? {});
}

function ownerOf(pod: Pod): string {
  const owner = pod.metadata.ownerReferences?.[0];
  return owner === undefined ? objectId(pod) : `${pod.metadata.namespace}/${owner.kind}/${owner.name}`;
}

function wantedBy({ spec }: Pod): Wanted[] {
  const containers = [
    ...spec.containers,
    ...((spec['initContainers'] as Container[] | undefined) ?? []),
  ] as Container[];
  const volumes = (spec.volumes ?? []) as Volume[];
  return [...containers.flatMap(wantedByContainer), ...volumes.flatMap(wantedByVolume)];
}

function wantedByContainer({ env = [], envFrom = [] }: Container): Wanted[] {
  return [
    ...env.flatMap(({ valueFrom }) => [
      ...wanted('Secret', valueFrom?.secretKeyRef),
      ...wanted('ConfigMap', valueFrom?.configMapKeyRef),
    ]),
    ...envFrom.flatMap(({ secretRef, configMapRef }) => [
      ...wanted('Secret', secretRef),
      ...wanted('ConfigMap', configMapRef),
    ]),
  ];
}

function wantedByVolume({ secret, configMap, projected }: Volume): Wanted[] {
  const sources = [{ secret, configMap }, ...(projected?.sources ?? [])];
  return sources.flatMap((source) => [...wanted('Secret', source.secret), ...wanted('ConfigMap', source.configMap)]);
}

function wanted(kind: Wanted['kind'], reference: (Named & { key?: string }) | undefined): Wanted[] {
  const name = reference?.name ?? reference?.secretName;
  if (name === undefined || reference?.optional === true) return [];
  return [{ kind, name, ...(reference?.key !== undefined && { key: reference.key }) }];
}
