import { printProblems } from '../../lib/rack-file/print-problems';
import { besideTheOthers, buildRack } from '../../lib/synth';
import { unreadable } from '../rack-report';
import { CannotRun, type SecretsWorld } from './world';

/**
 * The rack of a file and what its apps ask for; findings about its objects do not matter here.
 *
 * @throws CannotRun when the file cannot be read or says something wrong
 */
export async function loadRack(root: string, file: string): ReturnType<SecretsWorld['loadRack']> {
  try {
    // Beside the others, so that a renamed rack is not given new passwords.
    const built = besideTheOthers(root, [buildRack({ root, file })])[0]!;
    const { facts, problems, text } = built;
    if (facts !== undefined) return { rack: facts.rack, secrets: facts.secrets };
    throw new CannotRun(printProblems(problems, { text }));
  } catch (error) {
    if (!unreadable(error)) throw error;
    throw new CannotRun(`${file} cannot be read: ${(error as Error).message}`);
  }
}
