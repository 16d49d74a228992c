import type { RackView } from '../checks/rack-view';
import { fieldAt, textOf } from '../manifest/field-path';
import type { Manifest } from '../manifest/manifest';

/** App that an object belongs to: as dist/ has it, or as its own label says. */
export function appOf(id: string, view: RackView, object?: Manifest): string | undefined {
  const stated = object && textOf(fieldAt(object, 'metadata.labels["app.kubernetes.io/part-of"]'));
  return view.objects.find((each) => each.id === id)?.app ?? stated;
}

/** Flux' Kustomization of the app, whose health fails with the object. */
export function kustomizationIds(ids: readonly string[], view: RackView): string[] {
  const apps = new Set(ids.flatMap((id) => appOf(id, view) ?? []));
  return [...apps].map((app) => `flux-system/Kustomization/${app}`);
}
