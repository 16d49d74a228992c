import type { Finding } from '../lib/facts/finding';
import { secretId } from '../lib/facts/secret-declaration';
import { deskSecrets } from '../lib/secrets/desk-secrets';
import { readSecretFiles } from '../lib/secrets/read-secret-files';
import { secretAt } from '../lib/secrets/secret-path';
import { openSecret } from '../lib/secrets/sops/sealed-secret';
import { parseSopsFile } from '../lib/secrets/sops/sops-file';
import { verifyOpenFiles } from '../lib/secrets/verify-open-files';
import { verifyPublicValues } from '../lib/secrets/verify-public-values';
import type { BuiltRack } from '../lib/synth';
import { identities } from './secrets/key-ring';
import type { SecretsWorld } from './secrets/world';

/** What `check` needs to look into encrypted files. */
export type KeyWorld = Pick<SecretsWorld, 'root' | 'env' | 'age'>;

/**
 * What only a private key shows: files that somebody changed without it, and values that must agree and do not. Flux looks
 * at neither. Without a key at hand nothing is said. A key that a command would have to be asked for
 * (`SOPS_AGE_KEY_CMD`) is not at hand: `secrets verify` asks for it.
 */
export async function openedSecrets({ root, env, age }: KeyWorld, { rack, facts }: BuiltRack): Promise<Finding[]> {
  if (!rack || !facts) return [];
  const keys = await identities({ root, age, env: { ...env, SOPS_AGE_KEY_CMD: undefined }, outputOf: () => '' }, rack);
  if (keys.length === 0) return [];
  const open = new Map<string, NonNullable<Awaited<ReturnType<typeof openSecret>>>>();
  for (const { path, text } of readSecretFiles(root, rack.name)) {
    const secret = secretAt(path);
    const file = secret && parseSopsFile(text);
    if (!secret || !file || !('tree' in file)) continue;
    const opened = await openSecret(file, keys, age);
    if (opened) open.set(secretId(secret), opened);
  }
  const declared = [...facts.secrets, ...deskSecrets(rack)];
  return [...verifyOpenFiles(rack.name, declared, open), ...verifyPublicValues(rack, declared, open)];
}
