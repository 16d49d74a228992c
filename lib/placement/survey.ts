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
  return losses.map((loss) => {
    const verdicts = classes.map((pod): ClassUnderLoss => {
      const [wanted, up] = asked(pod, blades, loss);
      const key = `${pod.id} ${situationOf(pod, classes, up)}`;
      const verdict = known.get(key) ?? verdictOf(wanted, classes, up, tries);
      known.set(key, verdict);
      return { ...verdict, move: moveOf(pod) };
    });
    return { loss, verdicts };
  });
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

/** What is left for a class, without names: how many blades of each kind, with who else may stand there. */
function situationOf(pod: PodClass, classes: readonly PodClass[], up: readonly BladeRoom[]): string {
  const counts = new Map<string, number>();
  for (const blade of up) {
    if (!pod.blades.has(blade.name)) continue;
    const key = JSON.stringify([
      blade.free,
      blade.podSlots,
      classes.map(({ blades }) => (blades.has(blade.name) ? 1 : 0)),
    ]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return JSON.stringify([...counts].sort());
}

function moveOf({ isPinned, controller, isFreed = false }: PodClass): Move {
  if (isPinned) return 'stays';
  return controller === 'StatefulSet' && !isFreed ? 'after-fencing' : 'by-itself';
}
