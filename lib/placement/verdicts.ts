import { type Attack, attack } from './attack';
import type { PodClass } from './pods';
import { type Proof, type Racked, prove, provePinned, whyImpossible } from './prove';

/** What is known of one class while some blades are down. */
export interface Verdict {
  id: string;
  app: string;
  kind: 'proved' | 'fits' | 'stuck' | 'impossible';
  /** One sentence: the proof, the tries, or why not. */
  because: string;
  attack?: Attack;
  /** What prices say of it, whether or not they decide. @default - nobody asked them */
  proof?: Proof;
}

/**
 * Whether a class finds a place on the blades that are up, whatever order the scheduler met the pods in. `earlier` is the
 * proof, or the lack of one, with these blades and more of them up.
 */
export function verdictOf(pod: PodClass, racked: Racked, tries: number, earlier?: Proof): Verdict {
  const { id, app, isPinned } = pod;
  const impossible = whyImpossible(pod, racked.blades);
  if (impossible !== undefined) return { id, app, kind: 'impossible', because: impossible };
  if (pod.unsure !== undefined) return tried(pod, racked, tries, `is not proved: ${pod.unsure}`);
  const pinned = isPinned ? provePinned(pod, racked) : undefined;
  // Where its own blade may be filled against it, nothing that is said of all blades helps.
  const proof = pinned && pinned.verdict !== 'proved' ? pinned : proofOf(pod, racked, earlier);
  const ifItFits = `fits in ${tries} of ${tries} arrangements tried, which is no proof`;
  if (proof.verdict !== 'proved') return { ...tried(pod, racked, tries, ifItFits), proof };
  return { id, app, kind: 'proved', because: pinned?.verdict === 'proved' ? pinned.because : proof.because, proof };
}

function proofOf(pod: PodClass, racked: Racked, earlier: Proof | undefined): Proof {
  if (earlier?.verdict === 'undecided') return earlier;
  return prove(pod, racked, earlier?.verdict === 'proved' ? earlier.prices : undefined);
}

/** What is not reckoned with only narrows the choice, so an arrangement that shuts the pod out still does. */
function tried(pod: PodClass, racked: Racked, tries: number, ifItFits: string): Verdict {
  const found = attack(pod, racked, tries);
  const isStuck = found.stuck > 0;
  const because = isStuck ? `no blade had room in ${found.stuck} of ${tries} arrangements tried` : ifItFits;
  return { id: pod.id, app: pod.app, kind: isStuck ? 'stuck' : 'fits', because, attack: found };
}
