import type { Kustomization } from '../../imports/flux';
import type { Manifest, Rendered } from '../manifest/manifest';
import { decryptionSecret } from '../secrets/decryption-secret';
import { healthOf } from './health';
import { type AppOutput, needsOf } from './needs';
import { dependenciesOf } from './order';

/** Folder of an app below the repository's root; Flux applies every file in it. */
export function appPath(rack: string, app: string): string {
  return `dist/${rack}/apps/${app}`;
}

/** Name that `Rendered.app` carries for the Kustomizations themselves: they belong to no app. */
export const fluxEntry = 'flux-entry';

export interface KustomizationsInput {
  rack: string;
  apps: readonly AppOutput[];
  /** Apps that bring encrypted Secrets: only these get the key. */
  encrypted: ReadonlySet<string>;
  deadBladesTolerated: number;
}

/** One Kustomization per app, for the one folder that Flux is pointed at. */
export function kustomizations({ rack, apps, encrypted, deadBladesTolerated }: KustomizationsInput): Rendered[] {
  const dependencies = dependenciesOf(needsOf(apps));
  return apps.map(({ app, manifests }) => {
    const manifest: Kustomization = {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: app, namespace: 'flux-system' },
      spec: {
        sourceRef: { kind: 'GitRepository', name: 'flux-system' },
        path: `./${appPath(rack, app)}`,
        prune: true,
        // Drift is looked for this often; commits arrive at once.
        interval: '10m',
        retryInterval: '30s',
        // An app that does not get healthy holds a worker this long; lib/apps/platform/flux-instance.ts says how many there are.
        timeout: '3m',
        ...dependsOn(dependencies.get(app)),
        ...(encrypted.has(app) && { decryption: { provider: 'sops', secretRef: { name: decryptionSecret.name } } }),
        ...healthOf(manifests, deadBladesTolerated),
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
