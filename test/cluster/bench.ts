import { rmSync } from 'node:fs';
import { type CustomResourceDefinition, type CrdSets, collectCrds } from './build/collect-crds';
import { type Progress, buildComponents } from './build/build-components';
import type { ComponentName } from './build/component-table';
import { clearUpOrphans, createBenchFolder, writeState } from './bench-state';
import {
  type ControlPlane,
  type Extent,
  type Reach,
  apiPrograms,
  clusterPrograms,
  startControlPlane,
} from './control-plane/control-plane';
import { Processes } from './control-plane/processes';
import type { KubeClient } from './kube/client';
import { isTrue } from './kube/object';
import { waitFor } from './kube/wait';

export interface BenchOptions {
  /** @default 'cluster' */
  extent?: Extent;
  /** Programs that are wanted beside the control plane. */
  programs?: ComponentName[];
  /** Silence after which a node is unreachable. @default Kubernetes' own 50 */
  nodeGraceSeconds?: number;
  /** @default - the loopback interface, with stand-ins for everything behind it */
  reach?: Reach;
  /** CRD sets to install at the start, by name. @default all */
  crds?: string[];
  /** @default silent */
  progress?: Progress;
}

/** A running control plane. `stop` ends every program and removes the folder; call it in a `finally`. */
export interface Bench {
  folder: string;
  client: KubeClient;
  kubeconfig: string;
  server: string;
  controlPlane: ControlPlane;
  processes: Processes;
  programs: Partial<Record<ComponentName, string>>;
  crdSets: CrdSets;
  installCrds(names: string[]): Promise<void>;
  /** Runs before the programs end, last registered first. */
  onStop(action: () => Promise<void> | void): void;
  stop(): Promise<void>;
}

/**
 * Builds what is missing, starts a control plane on free loopback ports and installs CRDs.
 *
 * @throws when a program cannot be built or started; nothing is left running then
 */
export async function startBench(options: BenchOptions = {}): Promise<Bench> {
  const { extent = 'cluster', programs: extra = [], nodeGraceSeconds = 50, progress = () => {} } = options;
  const wanted: ComponentName[] = [...(extent === 'api' ? apiPrograms : clusterPrograms), ...extra];
  const programs: Partial<Record<ComponentName, string>> = await buildComponents(wanted, progress);
  const crdSets = await collectCrds(progress);
  clearUpOrphans();

  const folder = createBenchFolder();
  const state = { owner: process.pid, startedAt: new Date().toISOString() };
  let reach: { kubeconfig: string; server: string } | undefined;
  const processes = new Processes(folder, (pids) => writeState(folder, { ...state, ...reach, pids }));
  const actions: (() => Promise<void> | void)[] = [];
  let stopped: Promise<void> | undefined;
  const stopOnce = async () => {
    for (const action of actions.reverse()) await action();
    await processes.stopAll();
    if (process.env['RACKWRIGHT_BENCH_KEEP'] === undefined)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const onSignal = (signal: NodeJS.Signals) => void stop().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = () => (stopped ??= stopOnce().finally(() => signals.forEach((signal) => process.off(signal, onSignal))));
  for (const signal of signals) process.once(signal, onSignal);
  try {
    const controlPlane = await startControlPlane(folder, programs, processes, {
      extent,
      nodeGraceSeconds,
      ...(options.reach && { reach: options.reach }),
    });
    const { client, kubeconfig, server } = controlPlane;
    reach = { kubeconfig, server };
    writeState(folder, { ...state, ...reach, pids: processes.pids() });
    actions.push(() => {
      client.close();
      controlPlane.egress.stop();
    });
    const installCrds = (names: string[]) =>
      install(
        client,
        names.flatMap((name) => setNamed(crdSets, name)),
      );
    await installCrds(options.crds ?? Object.keys(crdSets));
    const onStop = (action: () => Promise<void> | void) => void actions.push(action);
    return {
      folder,
      client,
      kubeconfig,
      server,
      controlPlane,
      processes,
      programs,
      crdSets,
      installCrds,
      onStop,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function setNamed(sets: CrdSets, name: string): CustomResourceDefinition[] {
  const set = sets[name];
  if (set === undefined) throw new Error(`no CRD set "${name}"; there are ${Object.keys(sets).join(', ')}`);
  return set;
}

/** Resolves when the server serves them: right after creation it still answers 404 for their objects. */
async function install(client: KubeClient, crds: CustomResourceDefinition[]): Promise<void> {
  await Promise.all(crds.map((crd) => client.apply(crd)));
  await waitFor(`${crds.length} CRDs`, 60, async () => {
    const present = await client.list('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    const established = new Set(present.filter((crd) => isTrue(crd, 'Established')).map((crd) => crd.metadata.name));
    return crds.every((crd) => established.has(crd.metadata.name)) || undefined;
  });
  for (const crd of crds) {
    const version = crd.spec.versions.find(({ served }) => served)!;
    const apiVersion = `${crd.spec.group}/${version.name}`;
    await waitFor(`${apiVersion} ${crd.spec.names.kind} in discovery`, 30, async () => {
      return (await client.resource(apiVersion, crd.spec.names.kind)) && true;
    });
  }
}
