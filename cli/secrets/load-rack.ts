import { printProblems } from '../../lib/rack-file/print-problems';
import { besideTheOthers } from '../../lib/synth';
import { deskSecrets } from '../../lib/secrets/desk-secrets';
import { builtRack } from '../build-rack';
import { CannotRun, type SecretsWorld } from './world';

/**
 * The rack of a file and what its apps ask for; findings about its objects do not matter here.
 *
 * @throws CannotRun when the file cannot be read or says something wrong
 */
export async function loadRack(root: string, file: string): ReturnType<SecretsWorld['loadRack']> {
  // Beside the others, so that a renamed rack is not given new passwords.
  const { facts, problems, text } = besideTheOthers(root, [builtRack(root, file)])[0]!;
  if (facts !== undefined) return { rack: facts.rack, secrets: [...facts.secrets, ...deskSecrets(facts.rack)] };
  throw new CannotRun(printProblems(problems, { text }));
}
