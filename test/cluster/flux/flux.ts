import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench';
import { freePorts } from '../control-plane/free-ports';
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

/** What the rack's FluxInstance adds to the controller; without one as many workers as flux-operator gives a small cluster. */
function controllerFlagsIn(outputs: readonly string[]): string[] {
  const files = outputs.map((output) => join(output, 'apps', 'flux-instance', 'flux-system', 'FluxInstance.flux.yaml'));
  const texts = files.filter((file) => existsSync(file)).map((file) => readFileSync(file, 'utf8'));
  const flags = texts.flatMap(
    (text) => text.match(/--(concurrent|custom-apply-stage-kinds|feature-gates)=[\w,./=]+/g) ?? [],
  );
  return flags.length > 0 ? [...new Set(flags)] : ['--concurrent=5'];
}
