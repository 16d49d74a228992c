import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../facts/finding';
import type { Manifest } from '../manifest/manifest';
import { type SecretDeclaration, secretId } from '../facts/secret-declaration';
import { placeholderSecret } from './placeholder-secret';
import { readSecretFiles } from './read-secret-files';
import { type SecretFileText, planPath, secretAt, secretFolder } from './secret-path';
import { secretFinding } from './secret-rules';
import { secretsHash } from './secrets-hash';
import { type SopsFile, parseSopsFile } from './sops/sops-file';
import { type SecretsWanted, verifySecretFiles } from './verify-secret-files';

/** What synth needs of the encrypted files of a rack; no private key is asked for. */
export interface RackSecrets {
  /** All files of the folder, to be copied byte for byte. */
  files: readonly SecretFileText[];
  /** `namespace/name` → hash of the encrypted values. */
  hashes: ReadonlyMap<string, string>;
  /** The Secrets as the API server will see them, with placeholders for values. */
  placeholders: readonly Manifest[];
  verify(rack: SecretsWanted['rack'], declarations: readonly SecretDeclaration[]): Finding[];
}

export function readRackSecrets(root: string, rackName: string): RackSecrets {
  const files = readSecretFiles(root, rackName);
  const parse = parsedOnce();
  const readable = files.flatMap(({ path, text }): { id: string; file: SopsFile }[] => {
    const secret = secretAt(path);
    if (secret === undefined) return [];
    const file = parse(text);
    return 'tree' in file ? [{ id: secretId(secret), file }] : [];
  });
  return {
    files,
    hashes: new Map(readable.map(({ id, file }) => [id, secretsHash(file)])),
    placeholders: readable.map(({ file }) => placeholderSecret(file)),
    verify: (rack, declarations) => [
      ...(existsSync(join(root, planPath(rackName))) ? [secretFinding('secrets/unfinished', secretFolder(rackName), '', 'is half changed')] : []),
      ...verifySecretFiles({ rack, declarations }, files, parse),
    ],
  };
}

/** Reading YAML is what verifying costs, and both sides of synth want it read. */
function parsedOnce(): typeof parseSopsFile {
  const parsed = new Map<string, ReturnType<typeof parseSopsFile>>();
  return (text) => {
    const file = parsed.get(text) ?? parseSopsFile(text);
    parsed.set(text, file);
    return file;
  };
}
