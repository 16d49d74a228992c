import type { Loss } from './losses';
import type { BladeRoom, PodClass } from './pods';
import { type Verdict, verdictOf } from './verdicts';

/** What becomes of every class when some blades are down. */
export interface Survey {
  loss: Loss;
  verdicts: readonly ClassUnderLoss[];
}

export interface ClassUnderLoss extends Verdict {
  /** What its pods on a dead blade do. */
  move: Move;
}

/**
 * `by-itself`: the controller makes a new pod once the old one is evicted. `after-fencing`: a StatefulSet waits until
 * somebody says that the old pod is gone for good (taint `out-of-service`), unless its storage does. `stays`: its volume lies on the dead blade.
 */
export type Move = 'by-itself' | 'after-fencing' | 'stays';

export interface SurveyOptions {
  /** Arrangements tried where no proof was found. */
  tries: number;
}

/** Asks for several losses at once, and each question once: losing either of two blades alike leaves the same rack. */
export function surveysOf(
  classes: readonly PodClass[],
  blades: readonly BladeRoom[],
  losses: readonly Loss[],
  { tries }: SurveyOptions,
): Survey[] {
  const known = new Map<string, Verdict>();
  const kinds = kindsOfBlades(classes, blades);
  const shapes = classes.map((pod) => shapeOf(pod, classes));
  return losses.map((loss) => {
    const verdicts = classes.map((pod, index): ClassUnderLoss => {
      const [wanted, up] = asked(pod, blades, loss);
      const key = `${shapes[index]} ${situationOf(pod, kinds, up)}`;
      const verdict = known.get(key) ?? verdictOf(wanted, classes, up, tries);
      known.set(key, verdict);
      return { ...verdict, id: pod.id, app: pod.app, move: moveOf(pod) };
    });
    return { loss, verdicts };
  });
}

/** Blades that no class can tell apart have one number. */
function kindsOfBlades(classes: readonly PodClass[], blades: readonly BladeRoom[]): Map<string, number> {
  const numbers = new Map<string, number>();
  return new Map(
    blades.map(({ name, free, podSlots }) => {
      const key = JSON.stringify([free, podSlots, classes.map((pod) => pod.blades.has(name))]);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return [name, number];
    }),
  );
}

/** Classes of one shape get one answer: the servers of a model, each a Deployment of its own. */
function shapeOf(pod: PodClass, classes: readonly PodClass[]): string {
  const isTold = pod.keepsOff.size > 0 || classes.some(({ keepsOff }) => keepsOff.has(pod.id));
  if (isTold) return pod.id;
  const { request, priority, preempts, isPinned, replicas, count, unsure, blades } = pod;
  return JSON.stringify([request, priority, preempts, isPinned, replicas, count, unsure, [...blades]]);
}

/**
 * What a loss asks of a class. Pods that hold a volume of their blade come back with it; the others need room on the
 * blades that are up. Of a set with a blade each, some may wait for the dead ones: whether the rest suffices is for its
 * quorum, so one pod is asked for.
 */
export function asked(pod: PodClass, blades: readonly BladeRoom[], { down }: Loss): [PodClass, readonly BladeRoom[]] {
  if (pod.isPinned || down.length === 0) return [pod, blades];
  return [{ ...pod, replicas: 1 }, blades.filter(({ name }) => !down.includes(name))];
}

/** What is left for a class, without names: how many blades of each kind. */
function situationOf({ blades }: PodClass, kinds: ReadonlyMap<string, number>, up: readonly BladeRoom[]): string {
  const counts: number[] = [];
  for (const { name } of up) {
    if (!blades.has(name)) continue;
    const kind = kinds.get(name) as number;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts.join(',');
}

function moveOf({ isPinned, controller, isFreed = false }: PodClass): Move {
  if (isPinned) return 'stays';
  return controller === 'StatefulSet' && !isFreed ? 'after-fencing' : 'by-itself';
}
