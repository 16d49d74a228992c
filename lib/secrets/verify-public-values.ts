import type { Finding } from '../facts/finding';
import { type SecretDeclaration, secretId } from '../facts/secret-declaration';
import { type RackIdentity, isReferenceRack } from './example-key';
import { isPublicValue } from './public-values';
import { secretFolder, secretPath } from './secret-path';
import { secretFinding } from './secret-rules';
import type { OpenFile } from './sops/sealed-secret';

/** Values that the example key once sealed: sealed anew, and for other recipients, they are as public as before. */
export function verifyPublicValues(
  rack: RackIdentity,
  declarations: readonly SecretDeclaration[],
  open: ReadonlyMap<string, OpenFile>,
): Finding[] {
  if (isReferenceRack(rack)) return [];
  return declarations.flatMap((declaration) =>
    [...(open.get(secretId(declaration))?.values ?? [])]
      .filter(([key, value]) => declaration.keys[key]?.make !== 'literal' && isPublicValue(value))
      .map(([key]) =>
        secretFinding(
          'secrets/example-key',
          `${secretFolder(rack.name)}/${secretPath(declaration)}`,
          `stringData.${key}`,
          'is a value of the example Secrets: everyone can read it',
          `run: npx rackwright secrets rotate ${secretId(declaration)} ${key}`,
        ),
      ),
  );
}
