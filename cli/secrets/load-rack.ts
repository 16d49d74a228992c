import { printProblems } from '../../lib/rack-file/print-problems';
import { builtRack } from '../build-rack';
import { CannotRun, type SecretsWorld } from './world';

/**
 * The rack of a file and what its apps ask for; findings about its objects do not matter here.
 *
 * @throws CannotRun when the file cannot be read or says something wrong
 */
export async function loadRack(root: string, file: string): ReturnType<SecretsWorld['loadRack']> {
  const { rack, composition, problems, text } = builtRack(root, file);
  if (rack !== undefined && composition !== undefined) return { rack, secrets: composition.secrets };
  throw new CannotRun(printProblems(problems, { text }));
}
