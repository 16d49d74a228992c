import type { ReleaseFacts } from '../facts/footprint';
import type { RackFacts } from '../facts/facts';
import { groupOf, type Manifest } from '../manifest/manifest';

/** What one app puts into the cluster, as far as other apps' objects can depend on it. */
export interface AppOutput {
  app: string;
  manifests: Manifest[];
  /** Releases of the app: the API groups that each brings, guards with a webhook, and needs to be installed itself. */
  releases: readonly Pick<ReleaseFacts, 'crdGroups' | 'webhookGroups' | 'needsGroups'>[];
}

/** By name of the app. */
export function appOutputs({ rendered, releases }: Pick<RackFacts, 'rendered' | 'releases'>): AppOutput[] {
  const names = [...new Set(rendered.map(({ app }) => app))].sort();
  return names.map((app) => ({
    app,
    manifests: rendered.filter((object) => object.app === app).map(({ manifest }) => manifest),
    releases: releases.filter((release) => release.app === app),
  }));
}

/** Why one app must be ready before another: the object that needs, and what of the other it needs. */
export interface Need {
  from: string;
  on: string;
  because: string;
  /** What of the other app it is: an object by kind and name, or every definition of an API group. */
  needed: Needed;
}

export type Needed = { kind: 'Namespace' | 'StorageClass' | 'PriorityClass'; name: string } | { group: string };

/**
 * Who must wait for whom, only where the API server or Flux itself would refuse an object or its pods: kinds whose
 * definition a chart brings, webhooks that check them, namespaces, storage classes, priority classes. What pods need at
 * run time makes no edge, since pods retry, and an edge more is a commit that a sick app holds up.
 */
export function needsOf(apps: readonly AppOutput[]): Need[] {
  const groups = groupOwners(apps);
  const owner = { Namespace: owners(apps, 'Namespace'), ...namedOwners(apps) };
  return apps.flatMap(({ app, manifests, releases }) => {
    const ofGroup = (group: string, because: string): Need[] => {
      const on = groups.get(group);
      return on === undefined ? [] : [{ from: app, on, because, needed: { group } }];
    };
    const ofObject = (kind: keyof typeof owner, name: string, because: string): Need[] => {
      const on = owner[kind].get(name);
      return on === undefined ? [] : [{ from: app, on, because, needed: { kind, name } }];
    };
    return [
      ...manifests.flatMap((manifest) => {
        const { kind, metadata } = manifest;
        const group = groupOf(manifest.apiVersion);
        const namespace = metadata.namespace ?? '';
        return [
          ...ofGroup(group, `${kind}/${metadata.name} is of group ${group}`),
          ...ofObject('Namespace', namespace, `${kind}/${metadata.name} lives in ${namespace}`),
          ...namedBy(manifest).flatMap((by) =>
            ofObject(by.kind, by.name, `${kind}/${metadata.name} names ${by.kind} ${by.name}`),
          ),
        ];
      }),
      ...releases.flatMap(({ needsGroups }) =>
        needsGroups.flatMap((group) => ofGroup(group, `its chart makes objects of group ${group}`)),
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

/** Kinds that objects name by a field, and the names of that field: in claims, pods, custom kinds and values of charts. */
const namingFields = {
  StorageClass: ['storageClassName', 'storageClass'],
  PriorityClass: ['priorityClassName', 'priorityClass'],
} as const;

type Named = keyof typeof namingFields;

const kindOfField = new Map(
  Object.entries(namingFields).flatMap(([kind, fields]) => fields.map((field) => [field, kind as Named] as const)),
) as ReadonlyMap<string, Named>;

function namedOwners(apps: readonly AppOutput[]): Record<Named, Map<string, string>> {
  return { StorageClass: owners(apps, 'StorageClass'), PriorityClass: owners(apps, 'PriorityClass') };
}

type Naming = { kind: Named; name: string };

/** By object: the order of a bootstrap asks once more what the order of Kustomizations has asked. */
const named = new WeakMap<Manifest, Naming[]>();

/** Classes that an object names. */
function namedBy(manifest: Manifest): Naming[] {
  const found = named.get(manifest) ?? namedIn(manifest);
  named.set(manifest, found);
  return found;
}

/** At any depth. */
function namedIn(value: unknown, found: Naming[] = []): Naming[] {
  if (Array.isArray(value)) for (const each of value) namedIn(each, found);
  else if (typeof value === 'object' && value !== null) {
    for (const key in value) {
      const each = (value as Record<string, unknown>)[key];
      if (typeof each === 'object') namedIn(each, found);
      else if (typeof each === 'string') {
        const kind = kindOfField.get(key);
        if (kind) found.push({ kind, name: each });
      }
    }
  }
  return found;
}
