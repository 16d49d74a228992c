import { basename, join } from 'node:path';
import { readTree } from './dry-run/read-tree';
import { type ReleaseFootprint, startActors } from './actors/actor';
import { allActors } from './actors/all-actors';
import { type Bench, startBench } from './bench';
import type { Progress } from './build/build-components';
import { type Flux, fluxCrds, pointFluxAt, startFlux } from './flux/flux';
import { waitFor } from './kube/wait';
import { heartbeatOf } from './rack/heartbeat';
import type { Machine } from './rack/machine';
import type { RackToJudge } from './dry-run/rack-to-judge';
import { type SimulatedRack, startRack } from './rack/simulated-rack';

/** A rack whose committed output the bench tries out. */
export interface RackUnderTest {
  name: string;
  /** Folder with the output, `…/dist/<name>`; a copy of it is what Flux sees. */
  output: string;
  machines: Machine[];
  /** Footprints by id of the HelmRelease. */
  releases: Record<string, ReleaseFootprint>;
  /** Nodes in the order in which an upgrade takes them, with what its plan tells kubectl to do. */
  upgradePlan: UpgradeStep[];
  /** The same apps on more blades, for the figures on growth; made when asked for. */
  larger: () => RackUnderTest;
  /** Objects of the example racks, which have no output of their own. */
  examples: () => RackToJudge[];
  /** Files with age identities that Flux may decrypt with. @default none */
  ageIdentity?: string;
}

export interface UpgradeStep {
  node: string;
  /** Arguments of kubectl, without a timeout. */
  drain: string[];
  uncordon: string[];
}

export interface RackBench {
  bench: Bench;
  rack: SimulatedRack;
  flux: Flux;
  underTest: RackUnderTest;
  /** Folder of the rack in the remote's work tree. */
  worktree: string;
  /** Pods that Longhorn's stand-in took from dead blades since somebody last emptied the list. */
  freedPods: string[];
  /** Points Flux at the rack: from here on it is Flux that builds the cluster. */
  sync(): Promise<void>;
}

/** Control plane, blades, Flux and actors, and a remote that holds the rack's output; nothing is synced yet. */
export async function startRackBench(underTest: RackUnderTest, progress: Progress = () => {}): Promise<RackBench> {
  const path = join('dist', basename(underTest.output));
  const programs = ['kwok', 'kustomize-controller', 'kubectl'] as const;
  const bench = await startBench({
    crds: ['kwok', ...fluxCrds],
    programs: [...programs],
    nodeGraceSeconds: heartbeatOf(underTest.machines.length).graceSeconds,
    progress,
  });
  try {
    progress('starting the blades');
    const rack = await startRack(bench, underTest.machines);
    await waitFor('service accounts', 30, () => bench.client.get('v1', 'ServiceAccount', 'default', 'default'));
    const flux = await startFlux(bench, { [path]: underTest.output });
    if (underTest.ageIdentity !== undefined) await giveIdentity(bench, underTest.ageIdentity);
    const onError = (error: Error, about: string) => progress(`stand-in for ${about}: ${error.message}`);
    const freedPods: string[] = [];
    const localDisks = localDisksOf(underTest.machines);
    await startActors({ bench, releases: underTest.releases, localDisks, freedPods, onError }, allActors);
    const worktree = join(flux.remote.worktree, path);
    const sync = () => pointFluxAt(bench, flux.remote, syncPathOf(worktree) ?? `./${path}/flux`);
    return { bench, rack, flux, underTest, worktree, freedPods, sync };
  } catch (error) {
    await bench.stop();
    throw error;
  }
}

/** The folder that the rack's own FluxInstance syncs; undefined where an output has none. */
function syncPathOf(output: string): string | undefined {
  const instance = readTree(output).objects.find(({ object }) => object.kind === 'FluxInstance')?.object;
  const path = (instance as { spec?: { sync?: { path?: string } } } | undefined)?.spec?.sync?.path;
  return path === undefined ? undefined : `./${path.replace(/^\.\//, '')}`;
}

function localDisksOf(machines: RackUnderTest['machines']): Record<string, number> {
  return Object.fromEntries(machines.flatMap(({ name, localBytes }) => (localBytes ? [[name, localBytes]] : [])));
}

/** The key that a person brings to the cluster by hand: Secret `sops-age`, as Flux' documentation names it. */
async function giveIdentity({ client }: Bench, identity: string): Promise<void> {
  const metadata = { name: 'sops-age', namespace: 'flux-system' };
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, stringData: { 'age.agekey': identity } };
  await client.apply(secret);
}
