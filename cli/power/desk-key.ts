import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RackSpec } from '../../lib/rack-file/rack';
import { controllerKey } from '../../lib/secrets/desk-secrets';
import { secretFolder } from '../../lib/secrets/secret-path';
import { openSecret } from '../../lib/secrets/sops/sealed-secret';
import { parseSopsFile } from '../../lib/secrets/sops/sops-file';
import { CannotRun } from '../cannot-run';
import { identities } from '../secrets/key-ring';
import type { SecretsWorld } from '../secrets/world';

/**
 * The API key of a controller, opened with the age key of this machine.
 *
 * @throws CannotRun when it was never entered, or no key at hand opens it
 */
export async function controllerKeyOf(
  world: Pick<SecretsWorld, 'root' | 'env' | 'age' | 'outputOf'>,
  rack: RackSpec,
  controller: string,
): Promise<string> {
  const { id, key } = controllerKey(rack, controller);
  const path = `${secretFolder(rack.name)}/${id}.sops.yaml`;
  if (!existsSync(join(world.root, path))) {
    throw new CannotRun(`${path} is missing: npx rackwright secrets create asks for the API key of ${controller}`);
  }
  const file = parseSopsFile(readFileSync(join(world.root, path), 'utf8'));
  if ('problems' in file) throw new CannotRun(`${path} is no SOPS file: npx rackwright secrets verify`);
  const open = await openSecret(file, await identities(world, rack), world.age);
  if (!open) throw new CannotRun(`No key at hand opens ${path}: set SOPS_AGE_KEY_FILE`);
  const value = open.values.get(key);
  if (!value) throw new CannotRun(`${path} has no ${key}: npx rackwright secrets create asks for it`);
  return value;
}
