import type { AskedValue } from '../../lib/facts/secret-declaration';
import type { Answer } from '../../lib/secrets/making/make-values';
import { type KeyRef, refText } from '../../lib/secrets/making/wanted-keys';
import { type SecretsWorld, Stopped } from './world';

/** A conversation with the person at the keyboard. */
export interface Conversation {
  answer: Answer;
  /** Whether it was broken off; what was answered before counts. */
  isStopped(): boolean;
  /** Questions that were answered. */
  answered(): number;
  /** Questions that there were. */
  questions: number;
}

/**
 * Asks where a person sits at the keyboard; elsewhere values stay open. Keys with the same hint are one thing that the person
 * knows, and are asked for once. Ctrl-C ends the questions; it does not take back what was answered.
 *
 * @param due keys that will be asked for, to say how many there are
 */
export function askPerson(world: SecretsWorld, due: readonly AskedValue[]): Conversation {
  const questions = new Set(due.map(({ hint }) => hint)).size;
  const answers = new Map<string, string>();
  let asked = 0;
  let isStopped = false;
  const answer = async (ref: KeyRef, { hint }: AskedValue): Promise<string | undefined> => {
    const known = answers.get(hint);
    if (known !== undefined || isStopped || !world.interactive.input) return known;
    asked += 1;
    const count = questions > 1 ? `${asked} of ${questions}  ` : '';
    try {
      const typed = (await world.askHidden(`${count}${hint}\n${refText(ref)}: `)).trim();
      if (typed !== '') answers.set(hint, typed);
      return typed;
    } catch (error) {
      // Without an answer there is nothing to keep, and the command has done nothing.
      if (!(error instanceof Stopped) || answers.size === 0) throw error;
      isStopped = true;
      return undefined;
    }
  };
  return { answer, isStopped: () => isStopped, answered: () => answers.size, questions };
}
