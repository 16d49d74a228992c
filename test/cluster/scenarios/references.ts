import { podReferences } from '../../../lib/checks/pod-references';
import type { Manifest } from '../../../lib/manifest/manifest';
import { containersOf, podTemplatesOf } from '../../../lib/manifest/pod-templates';
import type { KubeClient } from '../kube/client';
import { type KubeObject, objectId } from '../kube/object';

interface Keyed extends KubeObject {
  data?: Record<string, string>;
  binaryData?: Record<string, string>;
}

const kinds = ['Secret', 'ConfigMap'] as const;

/**
 * Secrets and ConfigMaps, and keys of them, that pods name and the cluster lacks. A real kubelet would leave such a pod
 * in CreateContainerConfigError or ContainerCreating; the simulated one starts it all the same, so the bench looks. Where
 * a pod can name something stands in lib/checks, for the rules and for this.
 *
 * @param objects pods, and objects that make pods later: a CronJob has none while the bench runs
 */
export async function danglingReferences(client: KubeClient, objects: Iterable<KubeObject>): Promise<string[]> {
  const lists = await Promise.all(kinds.map((kind) => client.list<Keyed>('v1', kind)));
  const present = new Map(lists.flat().map((object) => [objectId(object), object]));
  return danglingIn(present, objects);
}

export function danglingIn(present: ReadonlyMap<string, Keyed>, objects: Iterable<KubeObject>): string[] {
  const failures = new Set<string>();
  for (const object of objects) {
    for (const { kind, name, key } of wantedBy(object)) {
      const id = `${object.metadata.namespace}/${kind}/${name}`;
      const found = present.get(id);
      if (found === undefined) failures.add(`${ownerOf(object)} names ${id}, which is not in the cluster`);
      else if (key !== undefined && !hasKey(found, key))
        failures.add(`${ownerOf(object)} names key ${key} of ${id}, which lacks it`);
    }
  }
  return [...failures];
}

function hasKey({ data, binaryData }: Keyed, key: string): boolean {
  return key in (data ?? {}) || key in (binaryData ?? {});
}

function ownerOf(object: KubeObject): string {
  const owner = object.metadata.ownerReferences?.[0];
  return owner === undefined ? objectId(object) : `${object.metadata.namespace}/${owner.kind}/${owner.name}`;
}

interface Wanted {
  kind: string;
  name: string;
  key?: string;
}

function wantedBy(object: KubeObject): Wanted[] {
  const wanted: Wanted[] = [];
  for (const template of podTemplatesOf(object as unknown as Manifest)) {
    const pod = { template, containers: containersOf(template), volumeClaimTemplates: [] };
    podReferences(pod, (_, name, { kind, key, optional }) => {
      if (typeof name !== 'string' || optional === true || !kinds.some((each) => each === kind)) return;
      wanted.push({ kind, name, ...(key !== undefined && { key }) });
    });
  }
  return wanted;
}
