import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RackIdentity, exampleKeyFile, isReferenceRack } from '../../lib/secrets/example-key';
import { secretFolder } from '../../lib/secrets/secret-path';
import type { SecretsWorld } from './world';

const identityShape = /AGE-SECRET-KEY-[0-9A-Z-]+/g;

/** Where SOPS looks for age keys when nothing in the environment says otherwise, and where `init` puts a new one. */
export function keyFile({ env }: Pick<SecretsWorld, 'env'>): string {
  const config = env['XDG_CONFIG_HOME'] ?? join(env['HOME'] ?? '', '.config');
  return env['SOPS_AGE_KEY_FILE'] ?? join(config, 'sops', 'age', 'keys.txt');
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

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
