import type { Bench } from '../bench';
import { freePorts } from '../control-plane/free-ports';
import { readTree } from '../dry-run/read-tree';
import type { Condition, KubeObject } from '../kube/object';
import { type GitRemote, startGitRemote } from './git-remote';
import { startSourceStandIn } from './source-stand-in';

export interface Kustomization extends KubeObject {
  spec: { path?: string; suspend?: boolean; prune?: boolean; dependsOn?: { name: string; namespace?: string }[] };
  status?: {
    conditions?: Condition[];
    lastAppliedRevision?: string;
    lastAttemptedRevision?: string;
    inventory?: { entries: { id: string; v: string }[] };
  };
}

export const kustomizations = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization' } as const;

/** CRD sets that bootstrapping Flux brings, before anything is synced. */
export const fluxCrds = ['flux-source', 'flux-kustomize', 'flux-helm-and-notification', 'flux-operator'];

const namespace = 'flux-system';

export interface Flux {
  remote: GitRemote;
}

/**
 * Flux's kustomize-controller, the stand-in for source-controller, and a git remote with a copy of `folders`.
 * Nothing is synced before `pointFluxAt`.
 */
export async function startFlux(bench: Bench, folders: Record<string, string>): Promise<Flux> {
  const remote = await startGitRemote(bench.folder, folders);
  bench.onStop(() => remote.close());
  await bench.client.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  const [metrics, health] = await freePorts(2);
  bench.processes.start(
    'kustomize-controller',
    bench.programs['kustomize-controller']!,
    [
      '--enable-leader-election=false',
      `--metrics-addr=127.0.0.1:${metrics}`,
      `--health-addr=127.0.0.1:${health}`,
      '--requeue-dependency=2s',
      ...controllerFlagsIn(Object.values(folders)),
      '--log-level=info',
    ],
    { KUBECONFIG: bench.kubeconfig, RUNTIME_NAMESPACE: namespace },
  );
  const source = await startSourceStandIn(bench.client, bench.folder);
  bench.onStop(() => source.stop());
  return { remote };
}

/** What FluxInstance's sync would create: the GitRepository and the root Kustomization, both `flux-system`. */
export async function pointFluxAt({ client }: Bench, remote: GitRemote, path: string): Promise<void> {
  await client.apply({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'flux-system', namespace },
    spec: { interval: '1m', url: remote.url, ref: { branch: remote.branch } },
  } as KubeObject);
  await client.apply({
    ...kustomizations,
    metadata: { name: 'flux-system', namespace },
    spec: {
      interval: '1h',
      retryInterval: '10s',
      timeout: '5m',
      prune: true,
      path,
      sourceRef: { kind: 'GitRepository', name: 'flux-system' },
    },
  } as KubeObject);
}

/**
 * What the rack's FluxInstance adds to the controller, every flag of it, so that one which it does not have ends it; without an
 * instance as many workers as flux-operator gives a small cluster. How soon it asks for dependencies again is the bench's own.
 */
function controllerFlagsIn(outputs: readonly string[]): string[] {
  const instances = outputs.flatMap((output) =>
    readTree(output).objects.filter(({ object }) => object.kind === 'FluxInstance'),
  );
  const flags = instances.flatMap(({ object }) => controllerFlags(object));
  return flags.length > 0 ? [...new Set(flags)] : ['--concurrent=5'];
}

export function controllerFlags(instance: object): string[] {
  const { kustomize } = (instance as { spec?: { kustomize?: { patches?: Patch[] } } }).spec ?? {};
  return (kustomize?.patches ?? [])
    .filter(({ target }) => target?.kind === 'Deployment' && isMatch('kustomize-controller', target.name))
    .flatMap(({ patch }) => [...patch.matchAll(/^\s*value: ['"]?(--[^\s'"]+)/gm)].map(([, flag]) => flag!))
    .filter((flag) => !flag.startsWith('--requeue-dependency='));
}

interface Patch {
  patch: string;
  target?: { kind?: string; name?: string };
}

/** Kustomize takes the name of a target for an anchored expression. */
function isMatch(name: string, expression = ''): boolean {
  return new RegExp(`^(?:${expression})$`).test(name);
}
