import type { ReleaseFacts } from '../facts/footprint';
import { groupOf, type Manifest } from '../manifest/manifest';

/** What one app puts into the cluster, as far as other apps' objects can depend on it. */
export interface AppOutput {
  app: string;
  manifests: Manifest[];
  /** Releases of the app: the API groups that each brings, guards with a webhook, and needs to be installed itself. */
  releases: readonly Pick<ReleaseFacts, 'crdGroups' | 'webhookGroups' | 'needsGroups'>[];
}

/** Why one app must be ready before another: the object that needs, and what of the other it needs. */
export interface Need {
  from: string;
  on: string;
  because: string;
}

/**
 * Who must wait for whom, only where the API server or Flux itself would refuse an object: kinds whose definition a
 * chart brings, webhooks that judge them, namespaces, storage classes. What pods need at run time makes no edge, since
 * pods retry, and an edge more is a commit that a sick app holds up.
 */
export function needsOf(apps: readonly AppOutput[]): Need[] {
  const groups = groupOwners(apps);
  const namespaces = owners(apps, 'Namespace');
  const classes = owners(apps, 'StorageClass');
  return apps.flatMap(({ app, manifests, releases }) => {
    const need = (on: string | undefined, because: string): Need[] =>
      on === undefined ? [] : [{ from: app, on, because }];
    return [
      ...manifests.flatMap((manifest) => {
        const { kind, metadata } = manifest;
        const group = groupOf(manifest.apiVersion);
        return [
          ...need(groups.get(group), `${kind}/${metadata.name} is of group ${group}`),
          ...need(namespaces.get(metadata.namespace ?? ''), `${kind}/${metadata.name} lives in ${metadata.namespace}`),
          ...storageClassesOf(manifest).flatMap((name) =>
            need(classes.get(name), `${kind}/${metadata.name} claims ${name}`),
          ),
        ];
      }),
      ...releases.flatMap(({ needsGroups }) =>
        needsGroups.flatMap((group) => need(groups.get(group), `its chart makes objects of group ${group}`)),
      ),
    ];
  });
}

function groupOwners(apps: readonly AppOutput[]): Map<string, string> {
  const owned = apps.flatMap(({ app, manifests, releases }) => [
    ...releases
      .flatMap(({ crdGroups, webhookGroups }) => [...crdGroups, ...webhookGroups])
      .map((group) => [group, app] as const),
    ...manifests
      .filter(({ kind }) => kind === 'CustomResourceDefinition')
      .map(({ spec }) => [(spec as { group: string }).group, app] as const),
  ]);
  return new Map(owned);
}

function owners(apps: readonly AppOutput[], kind: string): Map<string, string> {
  return new Map(
    apps.flatMap(({ app, manifests }) =>
      manifests.filter((manifest) => manifest.kind === kind).map(({ metadata }) => [metadata.name, app] as const),
    ),
  );
}

/** Storage classes wherever an object names one: claims, templates of claims, and the storage of custom kinds. */
function storageClassesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(storageClassesOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    (key === 'storageClassName' || key === 'storageClass') && typeof each === 'string'
      ? [each]
      : storageClassesOf(each),
  );
}
