/** A document of Talos' multi-document machine configuration (pkg/machinery/config/types), as plain data. */
export interface TalosDocument {
  apiVersion: 'v1alpha1';
  kind: string;
  [field: string]: unknown;
}

export function document(kind: string, fields: Record<string, unknown>): TalosDocument {
  return { apiVersion: 'v1alpha1', kind, ...fields };
}
