/** A document of Talos' multi-document machine configuration (pkg/machinery/config/types), as plain data. */
export interface TalosDocument {
  apiVersion: 'v1alpha1';
  kind: string;
  [field: string]: unknown;
}

export function document(kind: string, fields: Record<string, unknown>): TalosDocument {
  return { apiVersion: 'v1alpha1', kind, ...fields };
}

/** What 1.14 still keeps in the one large document of before: a patch to it names no kind. */
export interface LargeDocument {
  version: 'v1alpha1';
  cluster: { etcd: { extraArgs: Record<string, string> } };
}
