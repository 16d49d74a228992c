import type { Kustomization } from '../flux/flux';
import type { KubeClient } from '../kube/client';
import { type KubeObject, isTrue } from '../kube/object';

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

export async function read(
  client: KubeClient,
  { apiVersion, kind, namespace, name }: InventoryEntry,
): Promise<KubeObject | undefined> {
  return client.get<KubeObject>(apiVersion, kind, namespace, name);
}

export function nameOf({ kind, namespace, name }: InventoryEntry): string {
  return namespace === undefined ? `${kind}/${name}` : `${namespace}/${kind}/${name}`;
}

/** Whether a Kustomization has brought a commit to the cluster and found it ready. */
export function hasLanded(kustomization: Kustomization, commit: string): boolean {
  return isTrue(kustomization, 'Ready') && (kustomization.status?.lastAppliedRevision ?? '').endsWith(commit);
}
