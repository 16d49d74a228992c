import type { Finding } from '../facts/finding';
import { checkDeclarations } from './check-declarations';
import { clearPartDifferences, encryptedValues } from './clear-part';
import { type SecretDeclaration, type SecretValue, secretId } from '../facts/secret-declaration';
import { type RackIdentity, exampleKeyFile, exampleRecipient, isReferenceRack } from './example-key';
import { refText } from './making/wanted-keys';
import { type Parked, parkedIn } from './parked';
import { isPublicCiphertext } from './public-values';
import { type SecretRule, secretFinding } from './secret-rules';
import { type SecretFileText, secretAt, secretFolder, secretPath } from './secret-path';
import { isEncrypted } from '../facts/encrypted-value';
import { sopsConfig, sopsConfigFile } from './sops/sops-config';
import { type SopsFile, parseSopsFile } from './sops/sops-file';
import { type Tree, branchAt } from './sops/tree';

/** What the files are checked against. */
export interface SecretsWanted {
  rack: RackIdentity & { recipients: readonly string[] };
  declarations: readonly SecretDeclaration[];
}

/** Everything about the files of a rack that can be seen without a private key. */
export function verifySecretFiles(
  wanted: SecretsWanted,
  files: readonly SecretFileText[],
  parse: typeof parseSopsFile = parseSopsFile,
): Finding[] {
  const declared = new Map(wanted.declarations.map((declaration) => [secretPath(declaration), declaration]));
  const present = new Set(files.map(({ path }) => path));
  const folder = secretFolder(wanted.rack.name);
  const missing = [...declared]
    .filter(([path]) => !present.has(path))
    .map(([path, { app }]) => secretFinding('secrets/file-missing', `${folder}/${path}`, '', `${app} asks for it`));
  const checked = files.flatMap((file) => verifyFile(file, declared.get(file.path), wanted, parse));
  const parked = sayParked(folder, parkedIn(files, wanted.declarations, parse));
  return [...checkDeclarations(wanted.declarations), ...checkRack(wanted), ...missing, ...checked, ...parked];
}

/** One finding for all of them: there is nothing to do. */
function sayParked(folder: string, { files, keys }: Parked): Finding[] {
  const ids = [...files.map(secretId), ...keys.map(refText)];
  if (ids.length === 0) return [];
  return [secretFinding('secrets/parked', folder, '', `keeps what no app that is on asks for: ${ids.join(', ')}`)];
}

function checkRack({ rack, declarations }: SecretsWanted): Finding[] {
  const folder = secretFolder(rack.name);
  if (rack.recipients.length === 0 && declarations.length > 0) {
    const example = `state the example key in the rack file: recipients: [${exampleRecipient}]`;
    const fix = isReferenceRack(rack) ? example : 'run: npx rackwright secrets init';
    return [secretFinding('secrets/recipients', folder, '', 'has no recipients: nobody could open a Secret', fix)];
  }
  if (!rack.recipients.includes(exampleRecipient) || isReferenceRack(rack)) return [];
  const message = `names the recipient of the example key, and its git.url is ${rack.git.url}`;
  return [secretFinding('secrets/example-key', folder, 'recipients', message)];
}

function verifyFile(
  { path, text }: SecretFileText,
  declaration: SecretDeclaration | undefined,
  { rack }: SecretsWanted,
  parse: typeof parseSopsFile,
): Finding[] {
  const object = `${secretFolder(rack.name)}/${path}`;
  const say = (rule: SecretRule, at: string, message: string, fix?: string): Finding =>
    secretFinding(rule, object, at, message, fix);
  if (path === exampleKeyFile) return isReferenceRack(rack) ? [] : [say('secrets/example-key', '', 'is not for this rack')];
  if (path === sopsConfigFile) {
    const isCurrent = rack.recipients.length === 0 || text === sopsConfig(rack.recipients);
    return isCurrent ? [] : [say('secrets/recipients', '', 'names others than the rack does')];
  }
  if (secretAt(path) === undefined) {
    return [say('secrets/stray-file', '', 'is not called <namespace>/<name>.sops.yaml')];
  }
  const file = parse(text);
  if ('problems' in file) {
    return file.problems.map(({ path: at, message }) =>
      say(at === 'sops' ? 'secrets/unencrypted' : 'secrets/format', at, message),
    );
  }
  // A parked one need not fit the rack of today, but it must not lie in the clear.
  if (declaration === undefined) return clearValues(file.tree).map((at) => say('secrets/unencrypted', at, 'is not encrypted'));
  return [
    ...verifyValues(file.tree, declaration, say),
    ...(isReferenceRack(rack) ? [] : publicOnes(file.tree, say)),
    ...clearPartDifferences(file.tree, declaration).map((d) => say('secrets/identity', d.path, d.message)),
    ...verifyRecipients(file, rack.recipients, say),
  ];
}

type Say = (rule: SecretRule, path: string, message: string, fix?: string) => Finding;

/** A file that was handed on to other recipients keeps its ciphertexts, and what they hold is public. */
function publicOnes(tree: Tree, say: Say): Finding[] {
  return encryptedValues(tree)
    .filter(([, value]) => isPublicCiphertext(value))
    .map(([key]) => say('secrets/example-key', `stringData.${key}`, 'was sealed with the example key: its value is public'));
}

function verifyValues(tree: Tree, declaration: SecretDeclaration, say: Say): Finding[] {
  const values = new Map(encryptedValues(tree));
  const missing = Object.keys(declaration.keys)
    .filter((key) => !values.has(key))
    .map((key) => say('secrets/key-missing', `stringData.${key}`, `is missing; ${declaration.app} asks for it`));
  const wrong = [...branchAt(tree, 'stringData').keys()].flatMap((key) => {
    const at = `stringData.${key}`;
    const value = values.get(key);
    if (value === undefined || (value !== '' && !isEncrypted(value))) {
      return [say('secrets/unencrypted', at, 'is not encrypted')];
    }
    if (!Object.hasOwn(declaration.keys, key)) {
      // SOPS hashes values only, so an empty one can be added without the key: nothing here ever made it.
      return value === '' ? [say('secrets/format', at, 'is empty, and no app asks for it')] : [];
    }
    const recipe = declaration.keys[key] as SecretValue;
    const mayBeEmpty = recipe.make === 'literal' && recipe.value === '';
    if (value === '' && !mayBeEmpty) return [say('secrets/key-missing', at, 'is empty')];
    return [];
  });
  const data = tree.has('data') ? [say('secrets/format', 'data', 'is used; values belong under stringData')] : [];
  return [...missing, ...wrong, ...data];
}

function clearValues(tree: Tree): string[] {
  const values = new Map(encryptedValues(tree));
  const clear = [...branchAt(tree, 'stringData').keys()].filter((key) => !isEncrypted(values.get(key) ?? ''));
  return [...clear.map((key) => `stringData.${key}`), ...(tree.has('data') ? ['data'] : [])];
}

function verifyRecipients({ sops }: SopsFile, wanted: readonly string[], say: Say): Finding[] {
  if (wanted.length === 0) return []; // told once, for the rack
  const found = sops.age.map(({ recipient }) => recipient);
  const lacking = wanted.filter((recipient) => !found.includes(recipient));
  const extra = found.filter((recipient) => !wanted.includes(recipient));
  return [
    ...lacking.map((recipient) => say('secrets/recipients', 'sops.age', `is not sealed for ${recipient}`)),
    ...extra.map((recipient) =>
      recipient === exampleRecipient
        ? say('secrets/example-key', 'sops.age', 'is sealed with the example key: its values are public', remake)
        : say('secrets/recipients', 'sops.age', `is sealed for ${recipient}, who is no recipient of the rack`),
    ),
  ];
}

/** Sealing such a file for other recipients would hide that everyone has read it. */
const remake = 'delete the file and run: npx rackwright secrets create';
