import type { Kustomization } from '../flux/flux';
import { ApiError, type KubeClient } from '../kube/client';
import { type KubeObject, isTrue, objectId } from '../kube/object';

/** An object that Flux says it applied. */
export interface InventoryEntry {
  kustomization: string;
  apiVersion: string;
  kind: string;
  namespace?: string;
  name: string;
}

/**
 * Entries of a Kustomization's inventory: `namespace_name_group_kind`, with the version beside it. Names of RBAC objects
 * may hold ':', which the inventory writes as '__'.
 */
export function inventoryOf({ metadata, status }: Kustomization): InventoryEntry[] {
  return (status?.inventory?.entries ?? []).map(({ id, v }) => {
    const [, namespace, name, group, kind] = /^([^_]*)_(.*)_([^_]*)_([^_]*)$/.exec(id)!;
    return {
      kustomization: metadata.name,
      apiVersion: group ? `${group}/${v}` : v,
      kind: kind!,
      name: name!.replaceAll('__', ':'),
      ...(namespace && { namespace }),
    };
  });
}

/** The objects behind many entries, by name, with one list a kind. What is not there is not in the answer. */
export async function readAll(
  client: KubeClient,
  entries: readonly InventoryEntry[],
): Promise<Map<string, KubeObject>> {
  const kinds = new Map(entries.map(({ apiVersion, kind }) => [`${apiVersion} ${kind}`, { apiVersion, kind }]));
  const wanted = new Set(entries.map(nameOf));
  const found = new Map<string, KubeObject>();
  for (const { apiVersion, kind } of kinds.values()) {
    for (const object of await client.list<KubeObject>(apiVersion, kind).catch(unlessUnknown)) {
      if (wanted.has(objectId(object))) found.set(objectId(object), object);
    }
  }
  return found;
}

/** A kind that is no longer served has no objects. */
function unlessUnknown(error: unknown): KubeObject[] {
  if (error instanceof ApiError && error.status === 404) return [];
  throw error;
}

export function nameOf({ kind, namespace, name }: InventoryEntry): string {
  return namespace === undefined ? `${kind}/${name}` : `${namespace}/${kind}/${name}`;
}

/** Whether a Kustomization has brought a commit to the cluster and found it ready. */
export function hasLanded(kustomization: Kustomization, commit: string): boolean {
  return isTrue(kustomization, 'Ready') && (kustomization.status?.lastAppliedRevision ?? '').endsWith(commit);
}
