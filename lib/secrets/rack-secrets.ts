import type { Finding } from '../checks/finding';
import type { RackSpec } from '../spec/rack';
import type { SecretDeclaration } from './declaration';
import { readSecretFiles } from './read-secret-files';
import { type SecretFileText, secretAt } from './secret-path';
import { secretsHash } from './secrets-hash';
import { parseSopsFile } from './sops/sops-file';
import { verifySecretFiles } from './verify-secret-files';

/** The encrypted files of one rack, as synth needs them: no key, no decrypted value. */
export interface RackSecrets {
  files: readonly SecretFileText[];
  /** `namespace/name` → hash of its encrypted values; a file that cannot be read has none. */
  hashes: ReadonlyMap<string, string>;
  verify(rack: RackSpec, declarations: readonly SecretDeclaration[]): Finding[];
}

export function readRackSecrets(root: string, rackName: string): RackSecrets {
  const files = readSecretFiles(root, rackName);
  const hashes = files.flatMap(({ path, text }): [string, string][] => {
    const secret = secretAt(path);
    const file = parseSopsFile(text);
    return secret && !('problems' in file) ? [[`${secret.namespace}/${secret.name}`, secretsHash(file)]] : [];
  });
  return {
    files,
    hashes: new Map(hashes),
    verify: (rack, declarations) => verifySecretFiles({ rack, declarations }, files),
  };
}
