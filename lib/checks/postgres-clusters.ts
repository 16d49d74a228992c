import { recordOf } from '../manifest/field-path';
import type { RackObject, RackView } from './rack-view';

/** Clusters of CloudNativePG: other operators have a kind of that name, too. */
export function postgresClusters({ ofKind }: Pick<RackView, 'ofKind'>): readonly RackObject[] {
  return ofKind('Cluster').filter(({ group }) => group === 'postgresql.cnpg.io');
}

export function instancesOf({ spec }: RackObject): number {
  return Number(spec.instances) || 1;
}

/** The `resources` of an instance: of PostgreSQL itself, and of the sidecar that its backup plugin adds. */
export function instanceResources({ spec }: RackObject, { ofKind }: Pick<RackView, 'ofKind'>): unknown[] {
  const sidecars = Array.isArray(spec.plugins) ? ofKind('ObjectStore') : [];
  return [spec.resources, ...sidecars.map((store) => recordOf(store.spec.instanceSidecarConfiguration).resources)];
}
