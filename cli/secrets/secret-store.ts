import type { Finding } from '../../lib/facts/finding';
import { checkDeclarations } from '../../lib/secrets/check-declarations';
import { type SecretDeclaration, secretId } from '../../lib/facts/secret-declaration';
import { type ValuesBySecret, WantedKeys } from '../../lib/secrets/making/wanted-keys';
import { readSecretFiles } from '../../lib/secrets/read-secret-files';
import { type SecretFileText, secretFolder, secretPath } from '../../lib/secrets/secret-path';
import { type OpenFile, openSecret } from '../../lib/secrets/sops/sealed-secret';
import { type SopsFile, parseSopsFile } from '../../lib/secrets/sops/sops-file';
import { printSopsFile } from '../../lib/secrets/sops/print-sops-file';
import { verifyOpenFiles } from '../../lib/secrets/verify-open-files';
import type { RackSpec } from '../../lib/rack-file/rack';
import { type FileChanges, changeFiles, finishInterrupted } from './change-files';
import { FoundFaults } from './findings';
import { identities } from './key-ring';
import { CannotRun, type SecretsWorld } from './world';

/** The encrypted files of one rack and what its apps ask for. */
export interface SecretStore {
  rack: RackSpec;
  declarations: readonly SecretDeclaration[];
  wanted: WantedKeys;
  /** Every file of the rack's folder as it was when the command began. */
  texts: SecretFileText[];
  /** Declared Secrets whose file can be read, by id. */
  files: ReadonlyMap<string, SopsFile>;
}

export async function loadStore(world: SecretsWorld, rackFile: string): Promise<SecretStore> {
  const { rack, secrets } = await world.loadRack(rackFile);
  finishInterrupted({ root: world.root, rack: rack.name });
  const texts = readSecretFiles(world.root, rack.name);
  const byPath = new Map(texts.map(({ path, text }) => [path, text]));
  const files = new Map<string, SopsFile>();
  for (const declaration of secrets) {
    const text = byPath.get(secretPath(declaration));
    const file = text === undefined ? undefined : parseSopsFile(text);
    if (file !== undefined && 'tree' in file) files.set(secretId(declaration), file);
  }
  return { rack, declarations: secrets, wanted: new WantedKeys(secrets), texts, files };
}

/**
 * The declared Secret that a person named.
 *
 * @throws CannotRun with what there is, when nothing declares it
 */
export function declared(store: SecretStore, id: string): SecretDeclaration {
  const declaration = store.declarations.find((each) => secretId(each) === id);
  if (declaration !== undefined) return declaration;
  const ids = store.declarations.map(secretId).sort();
  throw new CannotRun(`No app of ${store.rack.name} declares a Secret ${id}.\nDeclared are:\n  ${ids.join('\n  ')}`);
}

/** Files that a key at hand opens, by id. */
export async function openFiles(world: SecretsWorld, store: SecretStore): Promise<Map<string, OpenFile>> {
  const keys = await identities(world, store.rack);
  const open = new Map<string, OpenFile>();
  for (const [id, file] of store.files) {
    const opened = await openSecret(file, keys, world.age);
    if (opened !== undefined) open.set(id, opened);
  }
  return open;
}

/**
 * Opens everything before anything is written. Sealing a file anew makes its MAC whole, so a file that someone tampered
 * with must stop here.
 *
 * @throws CannotRun when no key at hand opens a file; FoundFaults when declarations or files are not sound
 */
export async function openForChanges(world: SecretsWorld, store: SecretStore): Promise<Map<string, OpenFile>> {
  const { rack, declarations, files } = store;
  const unreadable = store.texts.filter(({ path }) => {
    const declaration = declarations.find((each) => secretPath(each) === path);
    return declaration !== undefined && !files.has(secretId(declaration));
  });
  if (unreadable.length > 0) {
    const names = unreadable.map(({ path }) => `${secretFolder(rack.name)}/${path}`);
    throw new CannotRun(`These files are no SOPS files (npx rackwright secrets verify says why):\n  ${names.join('\n  ')}`);
  }
  stopAt(checkDeclarations(declarations));
  const open = await openFiles(world, store);
  const shut = [...files.keys()].filter((id) => !open.has(id));
  if (shut.length > 0) {
    throw new CannotRun(
      `No key at hand opens ${shut.join(', ')}.\n` +
        'Set SOPS_AGE_KEY_FILE to the file with the private key of one of their recipients.',
    );
  }
  stopAt(verifyOpenFiles(rack.name, declarations, open).filter(({ rule }) => rule === 'secrets/mac'));
  return open;
}

function stopAt(findings: Finding[]): void {
  if (findings.length > 0) throw new FoundFaults(findings);
}

/** Values that are there. An empty one counts as missing, unless it is declared so. */
export function existingValues(store: SecretStore, open: ReadonlyMap<string, OpenFile>): ValuesBySecret {
  return new Map(
    store.declarations.map((declaration) => {
      const values = [...(open.get(secretId(declaration))?.values ?? [])].filter(([key, value]) => {
        const recipe = declaration.keys[key];
        return value !== '' || (recipe?.make === 'literal' && recipe.value === '');
      });
      return [secretId(declaration), new Map(values)];
    }),
  );
}

/** Writes all of these files or none; undefined removes one. */
export function writeStore(
  world: SecretsWorld,
  { rack, texts }: SecretStore,
  files: ReadonlyMap<string, SopsFile | string | undefined>,
): void {
  const changes: FileChanges = new Map(
    [...files].map(([path, file]) => [path, typeof file === 'object' ? printSopsFile(file) : file]),
  );
  changeFiles({ root: world.root, rack: rack.name }, texts, changes);
}
