import type { Finding } from '../facts/finding';
import { type SecretDeclaration, secretId } from '../facts/secret-declaration';
import { isDerived, isDerivedFrom } from './making/make-value';
import { statedValueFault } from './making/stated-value';
import { type KeyRef, WantedKeys, refText } from './making/wanted-keys';
import { type SecretRule, secretFinding } from './secret-rules';
import { secretFolder, secretPath } from './secret-path';
import type { OpenFile } from './sops/sealed-secret';

/** What only the private key shows: whether files are whole, and whether values that must agree do. */
export function verifyOpenFiles(
  rack: string,
  declarations: readonly SecretDeclaration[],
  open: ReadonlyMap<string, OpenFile>,
): Finding[] {
  const wanted = new WantedKeys(declarations);
  const say = (rule: SecretRule, secret: { namespace: string; name: string }, path: string, message: string, fix?: string) =>
    secretFinding(rule, `${secretFolder(rack)}/${secretPath(secret)}`, path, message, fix);
  const valueOf = (ref: KeyRef): string | undefined => open.get(secretId(ref))?.values.get(ref.key);

  const whole = declarations.flatMap((declaration): Finding[] => {
    const file = open.get(secretId(declaration));
    if (file === undefined) return [];
    if (file.damaged.length > 0) {
      return file.damaged.map((key) =>
        say('secrets/mac', declaration, `stringData.${key}`, 'was not encrypted with the key of this file for this place'),
      );
    }
    return file.macHolds ? [] : [say('secrets/mac', declaration, 'sops.mac', 'does not fit what the file holds')];
  });

  const agreeing = wanted.all().flatMap((ref): Finding[] => {
    const value = valueOf(ref);
    const disagreement = value === undefined ? undefined : disagreementOf(ref, value, wanted, valueOf);
    const rotate = wanted.origin(wanted.source(ref) ?? ref);
    if (disagreement === undefined) return [];
    return [say('secrets/derived', ref, `stringData.${ref.key}`, disagreement, `run: npx rackwright secrets rotate ${refText(rotate)}`)];
  });
  const fit = wanted.all().flatMap((ref): Finding[] => {
    const recipe = wanted.recipe(ref);
    const value = valueOf(ref);
    const fault = recipe && value !== undefined ? statedValueFault(recipe, value) : undefined;
    if (fault === undefined) return [];
    return [say('secrets/value', ref, `stringData.${ref.key}`, fault, `run: npx rackwright secrets rotate ${refText(ref)}`)];
  });
  return [...whole, ...agreeing, ...fit];
}

function disagreementOf(
  ref: KeyRef,
  value: string,
  wanted: WantedKeys,
  valueOf: (ref: KeyRef) => string | undefined,
): string | undefined {
  const recipe = wanted.recipe(ref);
  if (recipe?.make === 'literal') return value === recipe.value ? undefined : `is not "${recipe.value}", as declared`;
  const source = wanted.source(ref);
  const from = source && valueOf(source);
  if (source === undefined || recipe === undefined || from === undefined) return undefined;
  if (isDerived(recipe)) return isDerivedFrom(recipe, from, value) ? undefined : `does not belong to ${refText(source)}`;
  return from === value ? undefined : `is not the same as ${refText(source)}`;
}
