import { printProblems } from '../../lib/rack-file/print-problems';
import { builtRack } from '../build-rack';
import { CannotRun, type SecretsWorld } from './world';

/**
 * The rack of a file and what its apps ask for; findings about its objects do not matter here.
 *
 * @throws CannotRun when the file cannot be read or says something wrong
 */
export async function loadRack(root: string, file: string): ReturnType<SecretsWorld['loadRack']> {
  const { facts, problems, text } = builtRack(root, file);
  if (facts !== undefined) return { rack: facts.rack, secrets: facts.secrets };
  throw new CannotRun(printProblems(problems, { text }));
}
