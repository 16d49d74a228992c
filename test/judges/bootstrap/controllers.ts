import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../../cluster/bench';
import { fluxCrds, pointFluxAt, startFlux } from '../../cluster/flux/flux';
import { type KubeObject, isTrue } from '../../cluster/kube/object';

/** Programs inside pods that cannot run here; each acts only once a pod of its own is Ready, as the real one would. */
export interface Controllers {
  /** Looks once; call it again and again. */
  step(): Promise<void>;
}

interface FluxInstance extends KubeObject {
  spec: { sync: { path: string; pullSecret?: string } };
}

export function controllers(bench: Bench, dist: string, path: string): Controllers {
  let hasCiliumKinds = false;
  let isSynced = false;
  return {
    async step() {
      if (!hasCiliumKinds && (await serves(bench, 'kube-system', { 'io.cilium/app': 'operator' }))) {
        hasCiliumKinds = true;
        await bench.installCrds(['cilium']);
      }
      if (!isSynced && (await serves(bench, 'flux-system', { 'app.kubernetes.io/name': 'flux-operator' })))
        isSynced = await installFlux(bench, dist, path);
    },
  };
}

async function serves({ client }: Bench, namespace: string, labels: Record<string, string>): Promise<boolean> {
  const pods = await client.list<KubeObject>('v1', 'Pod', namespace);
  return pods.some(
    (pod) =>
      isTrue(pod, 'Ready') && Object.entries(labels).every(([key, value]) => pod.metadata.labels?.[key] === value),
  );
}

/** What flux-operator does for a FluxInstance: Flux itself, the repository and the root Kustomization. */
async function installFlux(bench: Bench, dist: string, path: string): Promise<boolean> {
  const { client } = bench;
  const kind = { apiVersion: 'fluxcd.controlplane.io/v1', kind: 'FluxInstance' };
  const instance = await client
    .get<FluxInstance>(kind.apiVersion, kind.kind, 'flux-system', 'flux')
    .catch(() => undefined);
  if (instance === undefined) return false;
  const { pullSecret, path: synced } = instance.spec.sync;
  // Without it source-controller reads nothing: the repository stays as it is until somebody makes the Secret.
  if (pullSecret !== undefined && (await client.get('v1', 'Secret', 'flux-system', pullSecret)) === undefined)
    return false;
  await bench.installCrds(fluxCrds.filter((name) => name !== 'flux-operator'));
  const { remote } = await startFlux(bench, { [path]: dist });
  await pointFluxAt(bench, remote, `./${synced}`);
  const lastTransitionTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
  const ready = { type: 'Ready', status: 'True', reason: 'StandIn', message: 'Flux is installed', lastTransitionTime };
  await client.merge(
    { ...kind, metadata: { namespace: 'flux-system', name: 'flux' } },
    { status: { conditions: [ready] } },
    'status',
  );
  return true;
}

/** Names of the machines whose configuration was applied, once there is an etcd to join. */
export function joined(log: string, addresses: ReadonlyMap<string, string>): string[] {
  const text = readFileSync(log, 'utf8');
  if (!text.includes(' bootstrap #')) return [];
  const applied = [...text.matchAll(/apply-config --insecure --nodes (\S+) /g)].map(([, address]) => address!);
  return applied.flatMap((address) => addresses.get(address) ?? []);
}

export const logFile = (folder: string) => join(folder, 'recorded.log');
