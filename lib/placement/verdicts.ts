import { type Attack, attack } from './attack';
import type { BladeRoom, PodClass } from './pods';
import { type Proof, type Racked, prove, provePinned, whyImpossible } from './prove';

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
  if (pod.unsure !== undefined) return tried(pod, { classes, blades }, tries, `is not proved: ${pod.unsure}`);
  // Where its own blade may be filled against it, nothing that is said of all blades helps.
  const proof = pinned && pinned.verdict !== 'proved' ? pinned : prove(pod, { classes, blades });
  if (proof.verdict === 'proved')
    return { id, app, kind: 'proved', because: pinned?.verdict === 'proved' ? pinned.because : proof.because };
  return tried(pod, { classes, blades }, tries, `fits in ${tries} of ${tries} arrangements tried, which is no proof`);
}

/** What is not reckoned with only narrows the choice, so an arrangement that shuts the pod out still does. */
function tried(pod: PodClass, racked: Racked, tries: number, ifItFits: string): Verdict {
  const found = attack(pod, racked, tries);
  const isStuck = found.stuck > 0;
  const because = isStuck ? `no blade had room in ${found.stuck} of ${tries} arrangements tried` : ifItFits;
  return { id: pod.id, app: pod.app, kind: isStuck ? 'stuck' : 'fits', because, attack: found };
}
