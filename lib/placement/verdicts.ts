import { type Attack, attack } from './attack';
import type { BladeRoom, PodClass } from './pods';
import { prove, provePinned } from './prove';

/** What is known of one class while some blades are down. */
export interface Verdict {
  id: string;
  app: string;
  kind: 'proved' | 'fits' | 'stuck' | 'impossible';
  /** One sentence: the proof, the tries, or why not. */
  because: string;
  attack?: Attack;
}

/** Whether a class finds a place on the blades that are up, whatever order the scheduler met the pods in. */
export function verdictOf(
  pod: PodClass,
  classes: readonly PodClass[],
  blades: readonly BladeRoom[],
  tries: number,
): Verdict {
  const { id, app } = pod;
  const first = prove(pod, { classes, blades });
  if (first.verdict === 'impossible') return { id, app, kind: 'impossible', because: first.why };
  if (first.verdict === 'proved' && !pod.isPinned) return { id, app, kind: 'proved', because: first.because };
  const again = pod.isPinned ? provePinned(pod, { classes, blades }) : first;
  if (first.verdict === 'proved' && again.verdict === 'proved')
    return { id, app, kind: 'proved', because: again.because };
  const tried = attack(pod, { classes, blades }, tries);
  const because =
    tried.stuck > 0
      ? `no blade had room in ${tried.stuck} of ${tried.tried} arrangements tried`
      : `fits in ${tried.tried} of ${tried.tried} arrangements tried, which is no proof`;
  return { id, app, kind: tried.stuck > 0 ? 'stuck' : 'fits', because, attack: tried };
}
