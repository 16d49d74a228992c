import { printProblems } from '../../lib/rack-file/print-problems';
import { buildRack } from '../../lib/synth';
import { unreadable } from '../rack-report';
import { CannotRun, type SecretsWorld } from './world';

/**
 * The rack of a file and what its apps ask for; findings about its objects do not matter here.
 *
 * @throws CannotRun when the file cannot be read or says something wrong
 */
export async function loadRack(root: string, file: string): ReturnType<SecretsWorld['loadRack']> {
  try {
    const { facts, problems, text } = buildRack({ root, file });
    if (facts !== undefined) return { rack: facts.rack, secrets: facts.secrets };
    throw new CannotRun(printProblems(problems, { text }));
  } catch (error) {
    if (!unreadable(error)) throw error;
    throw new CannotRun(`${file} cannot be read: ${(error as Error).message}`);
  }
}
