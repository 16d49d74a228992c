import { verifySecretFiles } from '../../lib/secrets/verify-secret-files';
import { clearPart } from '../../lib/secrets/clear-part';
import { type AskedValue, type SecretDeclaration, secretId } from '../../lib/facts/secret-declaration';
import { type Made, makeMissing } from '../../lib/secrets/making/make-values';
import { refText } from '../../lib/secrets/making/wanted-keys';
import { secretFolder, secretPath } from '../../lib/secrets/secret-path';
import type { SecretRule } from '../../lib/secrets/secret-rules';
import { type OpenFile, resealSecret, sealSecret } from '../../lib/secrets/sops/sealed-secret';
import { sopsConfig, sopsConfigFile } from '../../lib/secrets/sops/sops-config';
import type { SopsFile } from '../../lib/secrets/sops/sops-file';
import { type Conversation, askPerson } from './ask-person';
import { FoundFaults } from './findings';
import { type SecretStore, existingValues, loadStore, openForChanges, writeStore } from './secret-store';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

const repairable: ReadonlySet<string> = new Set<SecretRule>([
  'secrets/file-missing',
  'secrets/key-missing',
  'secrets/identity',
  'secrets/recipients',
]);
const inTheWay: ReadonlySet<string> = new Set<SecretRule>([
  'secrets/declaration',
  'secrets/example-key',
  'secrets/format',
  'secrets/unencrypted',
]);

/** Makes what is declared and missing, and brings labels and recipients up to date. No value is ever replaced. */
export async function create(world: SecretsWorld, options: CommonOptions): Promise<ExitCode> {
  const store = await loadStore(world, options.rack);
  if (store.rack.recipients.length === 0) {
    throw new CannotRun(`${options.rack} names no recipients. Make a key first: npx rackwright secrets init`);
  }
  const due = dueIn(store);
  const open = needsKey(due, store) ? await openForChanges(world, store) : new Map<string, OpenFile>();
  const existing = existingValues(store, open);
  const talk = askPerson(world, askedIn(due, existing));
  const among = new Set(due.map(secretId));
  const made = await makeMissing(store.wanted, existing, { random: world.random, answer: talk.answer }, among);
  const written = await sealAll(due, made, open, world, store);
  writeStore(world, store, new Map<string, SopsFile | string>([...written, ...configFile(store)]));
  report(world, options, store, due.filter((each) => written.has(secretPath(each))), made);
  if (talk.isStopped()) return stopped(world, talk);
  return made.unanswered.length > 0 ? 1 : 0;
}

function stopped(world: SecretsWorld, { answered, questions }: Conversation): 2 {
  world.say(`Stopped. ${answered()} of ${questions} answers are sealed; go on with: npx rackwright secrets create`);
  return 2;
}

/** What only a person knows, and is not there yet. */
function askedIn(due: readonly SecretDeclaration[], existing: ReturnType<typeof existingValues>): AskedValue[] {
  return due.flatMap((declaration) =>
    Object.entries(declaration.keys).flatMap(([key, recipe]) =>
      recipe.make === 'ask' && existing.get(secretId(declaration))?.get(key) === undefined ? [recipe] : [],
    ),
  );
}

function dueIn(store: SecretStore): SecretDeclaration[] {
  const faults = verifySecretFiles(store, store.texts);
  const blocking = faults.filter(({ rule }) => inTheWay.has(rule));
  if (blocking.length > 0) throw new FoundFaults(blocking);
  const paths = new Set(faults.filter(({ rule }) => repairable.has(rule)).map(({ object }) => object));
  return store.declarations.filter((each) => paths.has(`${secretFolder(store.rack.name)}/${secretPath(each)}`));
}

/** New files are sealed for recipients alone; only what is already sealed needs a private key. */
function needsKey(due: SecretDeclaration[], store: SecretStore): boolean {
  return due.some((declaration) => {
    const sources = Object.keys(declaration.keys).map((key) => store.wanted.origin({ ...declaration, key }));
    return [declaration, ...sources].some((secret) => store.files.has(secretId(secret)));
  });
}

async function sealAll(
  due: SecretDeclaration[],
  made: Made,
  open: ReadonlyMap<string, OpenFile>,
  world: SecretsWorld,
  { rack: { recipients } }: SecretStore,
): Promise<Map<string, SopsFile>> {
  const files = new Map<string, SopsFile>();
  for (const declaration of due) {
    const values = made.values.get(secretId(declaration)) ?? new Map<string, string>();
    const secret = { clear: clearPart(declaration), values, recipients };
    const before = open.get(secretId(declaration));
    if (before !== undefined) files.set(secretPath(declaration), await resealSecret(before, secret, world));
    else if (values.size > 0) files.set(secretPath(declaration), await sealSecret(secret, world));
  }
  return files;
}

function configFile(store: SecretStore): [string, string][] {
  const text = sopsConfig(store.rack.recipients);
  const current = store.texts.find(({ path }) => path === sopsConfigFile)?.text;
  return current === text ? [] : [[sopsConfigFile, text]];
}

function report(
  world: SecretsWorld,
  { json }: CommonOptions,
  { rack }: SecretStore,
  due: SecretDeclaration[],
  { values, unanswered }: Made,
): void {
  const files = due.map((declaration) => ({
    file: `${secretFolder(rack.name)}/${secretPath(declaration)}`,
    made: [...(values.get(secretId(declaration))?.keys() ?? [])],
  }));
  if (json) {
    const open = unanswered.map(({ ref, hint }) => ({ secret: secretId(ref), key: ref.key, hint }));
    world.print(`${JSON.stringify({ files, unanswered: open }, null, 2)}\n`);
  } else {
    for (const { file, made } of files) world.print(`${file}: ${made.length > 0 ? made.join(', ') : 'no new value'}\n`);
  }
  if (files.length === 0 && unanswered.length === 0) world.say('Nothing to make: every declared value is there.');
  for (const { ref, hint } of unanswered) {
    world.say(`Still open: ${refText(ref)}\n   ${hint}\n   enter it with: npx rackwright secrets rotate ${refText(ref)} --stdin`);
  }
}
