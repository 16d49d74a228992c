import { type Attack, attack } from './attack';
import type { BladeRoom, PodClass } from './pods';
import { type Proof, prove, provePinned, whyImpossible } from './prove';

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
  const { id, app, isPinned } = pod;
  const impossible = whyImpossible(pod, blades);
  if (impossible !== undefined) return { id, app, kind: 'impossible', because: impossible };
  const pinned: Proof | undefined = isPinned ? provePinned(pod, { classes, blades }) : undefined;
  // Where its own blade may be filled against it, nothing that is said of all blades helps.
  const proof = pinned && pinned.verdict !== 'proved' ? pinned : prove(pod, { classes, blades });
  if (proof.verdict === 'proved')
    return { id, app, kind: 'proved', because: pinned?.verdict === 'proved' ? pinned.because : proof.because };
  const tried = attack(pod, { classes, blades }, tries);
  const because =
    tried.stuck > 0
      ? `no blade had room in ${tried.stuck} of ${tried.tried} arrangements tried`
      : `fits in ${tried.tried} of ${tried.tried} arrangements tried, which is no proof`;
  return { id, app, kind: tried.stuck > 0 ? 'stuck' : 'fits', because, attack: tried };
}
