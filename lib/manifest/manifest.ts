/** Plain Kubernetes objects, as they stand in dist/. Everything right of rendering sees nothing else. */
import type { WrittenPlace } from './written-place';

export interface ObjectMeta {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: ObjectMeta;
  [field: string]: unknown;
}

/** A manifest and where it came from. Sources are repository paths without line numbers, so that they stay true. */
export interface Rendered {
  manifest: Manifest;
  /** App that owns it: the folder under `dist/<rack>/apps/` and the Flux Kustomization. */
  app: string;
  /** File that declares it, e.g. `lib/apps/data/redis.ts`. */
  source: string;
  /** Place in the rack file that steers it, e.g. `apps.redis`. */
  specPath: string;
  /** Where an owner wrote it, or what makes it. @default - an app that comes with Rackwright makes it */
  written?: WrittenPlace;
  /** Ids of what this object's pods connect to, e.g. `data/StatefulSet/redis:6379/TCP`. */
  connects: string[];
}

/** API group of an apiVersion; the core group is ''. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** How people and findings name an object: `data/StatefulSet/redis`, or `Namespace/data` without a namespace. */
export function objectId(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return namespace === undefined ? `${manifest.kind}/${name}` : `${namespace}/${manifest.kind}/${name}`;
}

/** What the API server takes for one and the same object: group, kind, namespace, name; never the version. */
export function identityOf(manifest: Manifest): string {
  const { name, namespace } = manifest.metadata;
  return [groupOf(manifest.apiVersion), manifest.kind, namespace ?? '', name].join('|');
}
