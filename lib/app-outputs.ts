import type { Composition } from './compose';
import type { AppOutput } from './flux/needs';

/** What each app puts into the cluster, by name of the app. */
export function appOutputs({ objects, releases }: Pick<Composition, 'objects' | 'releases'>): AppOutput[] {
  const names = [...new Set(objects.map(({ app }) => app))].sort();
  return names.map((app) => ({
    app,
    manifests: objects.filter((object) => object.app === app).map(({ manifest }) => manifest),
    releases: releases.filter((release) => release.app === app),
  }));
}
