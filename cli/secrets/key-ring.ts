import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type RackIdentity, exampleKeyFile, isReferenceRack } from '../../lib/secrets/example-key';
import { type AgeBox, DamagedIdentity } from '../../lib/secrets/sops/age-box';
import { secretFolder } from '../../lib/secrets/secret-path';
import { CannotRun, type SecretsWorld } from './world';

const identityShape = /AGE-SECRET-KEY-[0-9A-Z-]+/g;

/** Where SOPS looks for age keys, and where `init` puts a new one. Undefined when no variable says where that is. */
export function keyFile({ env }: Pick<SecretsWorld, 'env'>): string | undefined {
  // An empty variable counts as unset, to SOPS as to the XDG specification.
  const stated = env['SOPS_AGE_KEY_FILE'];
  if (stated) return stated;
  const config = env['XDG_CONFIG_HOME'] || (env['HOME'] && join(env['HOME'], '.config'));
  return config ? join(config, 'sops', 'age', 'keys.txt') : undefined;
}

/**
 * All identities at hand, found where SOPS finds them; for the reference rack also the example key it ships.
 *
 * @throws CannotRun when one of them is cut off or mistyped: nobody should wonder why nothing opens
 */
export async function identities(
  world: Pick<SecretsWorld, 'age' | 'env' | 'root' | 'outputOf'>,
  rack: RackIdentity,
): Promise<string[]> {
  const { env, root, age } = world;
  const command = env['SOPS_AGE_KEY_CMD'];
  const file = keyFile(world);
  const example = join(root, secretFolder(rack.name), exampleKeyFile);
  const sources: [where: string, text: string][] = [
    ['SOPS_AGE_KEY', env['SOPS_AGE_KEY'] ?? ''],
    ['What SOPS_AGE_KEY_CMD prints', command ? world.outputOf(command) : ''],
    [file ?? '', readIfThere(file)],
    [example, isReferenceRack(rack) ? readIfThere(example) : ''],
  ];
  const found = sources.flatMap(([where, text]) => identitiesIn(text).map((identity) => ({ where, identity })));
  for (const { where, identity } of found) await recipientOf(age, identity, where);
  return [...new Set(found.map(({ identity }) => identity))];
}

/** @throws CannotRun, without a word of the key, when it is cut off or mistyped */
export async function recipientOf(age: AgeBox, identity: string, where: string): Promise<string> {
  try {
    return await age.recipientOf(identity);
  } catch (error) {
    if (!(error instanceof DamagedIdentity)) throw error;
    throw new CannotRun(`${where} holds an age key that is cut off or mistyped. Copy it again, whole, from your backup.`);
  }
}

export function identitiesIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return lines.flatMap((line) => line.match(identityShape) ?? []);
}

function readIfThere(path: string | undefined): string {
  if (path === undefined || !existsSync(path)) return '';
  if (statSync(path).isFile()) return readFileSync(path, 'utf8');
  throw new CannotRun(`${path} is no file, so no key can be read from it.`);
}
