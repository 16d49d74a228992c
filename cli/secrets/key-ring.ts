import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type RackIdentity, exampleKeyFile, isReferenceRack } from '../../lib/secrets/example-key';
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

/** All identities at hand, found where SOPS finds them; for the reference rack also the example key it ships. */
export function identities(world: Pick<SecretsWorld, 'env' | 'root' | 'outputOf'>, rack: RackIdentity): string[] {
  const { env, root } = world;
  const command = env['SOPS_AGE_KEY_CMD'];
  const example = join(root, secretFolder(rack.name), exampleKeyFile);
  const texts = [
    env['SOPS_AGE_KEY'] ?? '',
    command ? world.outputOf(command) : '',
    readIfThere(keyFile(world)),
    isReferenceRack(rack) ? readIfThere(example) : '',
  ];
  return [...new Set(texts.flatMap(identitiesIn))];
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
