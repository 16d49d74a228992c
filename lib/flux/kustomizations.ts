import type { Kustomization } from '../../imports/flux';
import type { RackFacts } from '../facts/facts';
import type { Manifest, Rendered } from '../manifest/manifest';
import { decryptionSecret } from '../facts/decryption-secret';
import { healthOf } from './health';
import { appOutputs, needsOf } from './needs';
import { dependenciesOf } from './order';

/** Folder of an app below the repository's root; Flux applies every file in it. */
export function appPath(rack: string, app: string): string {
  return `dist/${rack}/apps/${app}`;
}

/** Name that `Rendered.app` carries for the Kustomizations themselves: they belong to no app. */
export const fluxEntry = 'flux-entry';

export type FluxInput = Pick<RackFacts, 'rack' | 'rendered' | 'releases' | 'secrets' | 'laws'>;

/** One Kustomization per app, for the one folder that Flux is pointed at. */
export function kustomizations({ rack, rendered, releases, secrets, laws }: FluxInput): Rendered[] {
  const apps = appOutputs({ rendered, releases });
  // Only these get the key.
  const encrypted = new Set(secrets.map(({ app }) => app));
  const dependencies = dependenciesOf(needsOf(apps));
  return apps.map(({ app, manifests }) => {
    const manifest: Kustomization = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: app, namespace: 'flux-system' },
      spec: {
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        path: `./${appPath(rack.name, app)}`,
        prune: true,
        // Drift is looked for this often; commits arrive at once.
        interval: '10m',
        retryInterval: '30s',
        // An app that does not get healthy holds a worker this long; lib/apps/platform/flux-instance.ts says how many there are.
        timeout: '3m',
        ...dependsOn(dependencies.get(app)),
        ...(encrypted.has(app) && { decryption: { provider: 'sops', secretRef: { name: decryptionSecret.name } } }),
        ...healthOf(manifests, laws.deadBladesTolerated),
      },
    };
    return {
      manifest: manifest as unknown as Manifest,
      app: fluxEntry,
      source: 'lib/flux/kustomizations.ts',
      specPath: `apps.${app}`,
      connects: [],
    };
  });
}

function dependsOn(apps: readonly string[] = []): { dependsOn?: { name: string }[] } {
  return apps.length > 0 ? { dependsOn: apps.map((name) => ({ name })) } : {};
}
