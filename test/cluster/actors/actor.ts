import type { FootprintWorkload } from '../../../lib/facts/footprint';
import type { Bench } from '../bench';
import type { CustomResourceDefinition } from '../build/collect-crds';
import { Informer } from '../kube/informer';
import { isTrue } from '../kube/object';

/** Pods that a chart makes, as the app that installs the chart declares them. */
export interface ReleaseFootprint {
  /** API groups whose CRDs the chart installs. */
  crdGroups: readonly string[];
  workloads: readonly FootprintWorkload[];
  /** Priority classes that the chart makes, with their values. @default - none */
  priorityClasses?: Readonly<Record<string, number>>;
}

/** What the actors of a bench know and may use. */
export interface Scene {
  bench: Bench;
  /** By id of the HelmRelease, `longhorn-system/HelmRelease/longhorn`. */
  releases: Record<string, ReleaseFootprint>;
  /** Bytes of the volume group for node-local volumes, by blade that has one. */
  localDisks: Record<string, number>;
  /** Pods that a stand-in took from a dead blade, for whoever writes the timeline. */
  freedPods: string[];
  /** Told when an actor met an error; it tries again a second later. */
  onError: (error: Error, about: string) => void;
}

/** A small program that stands in for one that cannot run here. */
export interface Actor {
  name: string;
  standsInFor: string;
  /** What a scenario may conclude from what it does. */
  asserts: string;
  /** What nobody may conclude from it. */
  doesNotAssert: string;
  /** Kind without which it has nothing to do; it starts when the API server serves the kind. */
  waitsFor: { group: string; kind: string };
  start(scene: Scene): Promise<{ stop(): void }[]>;
}

/** Starts every actor as soon as its kind is served, so that CRDs may come in any order, or never. */
export async function startActors(scene: Scene, actors: readonly Actor[]): Promise<void> {
  const { bench } = scene;
  const running: { stop(): void }[] = [];
  const waiting = new Set(actors);
  const startServed = (served: (actor: Actor) => boolean) => {
    for (const actor of [...waiting].filter(served)) {
      waiting.delete(actor);
      void startPatiently(actor, scene).then((started) => running.push(...started));
    }
  };
  startServed(({ waitsFor: { group } }) => !group.includes('.') || group.endsWith('.k8s.io'));
  const crds = new Informer<CustomResourceDefinition>(
    bench.client,
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
  );
  crds.onChange(({ type, object }) => {
    if (type === 'DELETED' || !isTrue(object, 'Established')) return;
    const { group, names } = object.spec;
    startServed(({ waitsFor }) => waitsFor.group === group && waitsFor.kind === names.kind);
  });
  await crds.start();
  bench.onStop(() => {
    crds.stop();
    for (const each of running) each.stop();
  });
}

/** Discovery lags behind a CRD's Established condition by up to some seconds. */
async function startPatiently(actor: Actor, scene: Scene): Promise<{ stop(): void }[]> {
  for (;;) {
    try {
      return await actor.start(scene);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
