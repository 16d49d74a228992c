import { encryptedValues } from './clear-part';
import type { SecretDeclaration } from '../facts/secret-declaration';
import { type SecretFileText, secretAt, secretPath } from './secret-path';
import { parseSopsFile } from './sops/sops-file';

/**
 * Secrets that no app asks for while it is off. They are kept: the day the app is on again, what it left in a database
 * or a bucket opens with the keys it had.
 */
export interface Parked {
  /** Whole files. */
  files: { namespace: string; name: string }[];
  /** Keys of Secrets that an app does ask for. */
  keys: { namespace: string; name: string; key: string }[];
}

export function parkedIn(
  files: readonly SecretFileText[],
  declarations: readonly SecretDeclaration[],
  parse: typeof parseSopsFile = parseSopsFile,
): Parked {
  const declared = new Map(declarations.map((declaration) => [secretPath(declaration), declaration]));
  const parked: Parked = { files: [], keys: [] };
  for (const { path, text } of files) {
    const secret = secretAt(path);
    if (secret === undefined) continue;
    const declaration = declared.get(path);
    if (declaration === undefined) parked.files.push(secret);
    else {
      const file = parse(text);
      const keys = 'tree' in file ? encryptedValues(file.tree).flatMap(([key, value]) => (value === '' ? [] : [key])) : [];
      const undeclared = keys.filter((key) => !Object.hasOwn(declaration.keys, key));
      parked.keys.push(...undeclared.map((key) => ({ ...secret, key })));
    }
  }
  return parked;
}
