import { clearPart } from '../../lib/secrets/clear-part';
import { type AskedValue, secretId } from '../../lib/facts/secret-declaration';
import { makeAnew } from '../../lib/secrets/making/make-values';
import { type KeyRef, refText } from '../../lib/secrets/making/wanted-keys';
import { secretFolder, secretPath } from '../../lib/secrets/secret-path';
import { type OpenFile, resealSecret, sealSecret } from '../../lib/secrets/sops/sealed-secret';
import type { SopsFile } from '../../lib/secrets/sops/sops-file';
import { askPerson } from './ask-person';
import { type SecretStore, existingValues, writeStore } from './secret-store';
import { CannotRun, type CommonOptions, type SecretsWorld } from './world';

export interface ValueChanges {
  /** Keys that get a new value; what repeats or is derived from them follows. */
  refs: KeyRef[];
  /** Values that a person states, by `refText`. */
  given?: ReadonlyMap<string, string>;
  /** Keys to leave out from now on, by Secret. */
  drop?: ReadonlyMap<string, string[]>;
  /** Whether keys that encrypt data may change, which makes that data unreadable. @default false */
  loseData?: boolean;
}

/** Text that a key or what it repeats encrypts; undefined when a new value loses nothing. */
export function encryptedBy({ wanted }: SecretStore, ref: KeyRef): string | undefined {
  const recipe = wanted.recipe(wanted.origin(ref));
  return recipe && 'encrypts' in recipe ? recipe.encrypts : undefined;
}

function refuseToLoseData(store: SecretStore, refs: readonly KeyRef[]): void {
  const losses = refs.flatMap((ref) => {
    const what = encryptedBy(store, ref);
    return what === undefined ? [] : [`${refText(ref)}: ${what}`];
  });
  if (losses.length === 0) return;
  throw new CannotRun(
    `With another value these can never be read again:\n  ${losses.join('\n  ')}\n` +
      'Nothing was changed. If that data may go, name the key and add --lose-data.',
  );
}

/** Of the keys that get a new value, those that only a person knows. */
function askedOf(refs: readonly KeyRef[], { wanted }: SecretStore): AskedValue[] {
  return wanted.followers(refs.map((ref) => wanted.origin(ref))).flatMap((ref) => {
    const recipe = wanted.recipe(ref);
    return recipe?.make === 'ask' ? [recipe] : [];
  });
}

/** Changes values in every file they stand in, leaves the ciphertext of all others alone, and says who restarts. */
export async function changeValues(
  world: SecretsWorld,
  options: CommonOptions,
  store: SecretStore,
  open: ReadonlyMap<string, OpenFile>,
  { refs, given, drop, loseData }: ValueChanges,
): Promise<void> {
  if (!loseData) refuseToLoseData(store, refs);
  const made = await makeAnew(refs, store.wanted, existingValues(store, open), {
    random: world.random,
    answer: askPerson(world, askedOf(refs, store)).answer,
    given,
  });
  if (made.unanswered.length > 0) {
    const asked = made.unanswered.map(({ ref, hint }) => `${refText(ref)}: ${hint}`);
    throw new CannotRun(`Only a person knows these; hand one over with --stdin:\n  ${asked.join('\n  ')}`);
  }
  const ids = new Set([...made.values.keys(), ...(drop?.keys() ?? [])]);
  const changed = store.declarations.filter((declaration) => ids.has(secretId(declaration)));
  const missing = changed.map(secretId).filter((id) => !open.has(id));
  // A value that only a person knows may be the only one of its Secret: then stating it makes the file.
  if (missing.length > 0 && (given === undefined || store.rack.recipients.length === 0)) {
    throw new CannotRun(`There is no file yet for ${missing.join(', ')}. Make it first: npx rackwright secrets create`);
  }
  const files = new Map<string, SopsFile>();
  for (const declaration of changed) {
    const id = secretId(declaration);
    const values = made.values.get(id) ?? new Map<string, string>();
    const before = open.get(id);
    const file =
      before === undefined
        ? await sealSecret({ clear: clearPart(declaration), values, recipients: store.rack.recipients }, world)
        : await resealSecret(before, { values, drop: drop?.get(id) }, world);
    files.set(secretPath(declaration), file);
  }
  writeStore(world, store, files);
  const report = {
    changed: changed.map((declaration) => ({
      file: `${secretFolder(store.rack.name)}/${secretPath(declaration)}`,
      keys: [...(made.values.get(secretId(declaration))?.keys() ?? [])],
      dropped: drop?.get(secretId(declaration)) ?? [],
    })),
    restarts: [...new Set(changed.flatMap(({ restarts }) => restarts))].sort(),
    cautions: changed.flatMap(({ cautions = {}, ...declaration }) =>
      [...(made.values.get(secretId(declaration))?.keys() ?? [])].flatMap((key) => cautions[key] ?? []),
    ),
  };
  if (options.json) world.print(`${JSON.stringify(report, null, 2)}\n`);
  else {
    for (const { file, keys, dropped } of report.changed) {
      world.print(`${file}: ${[...keys, ...dropped.map((key) => `without ${key}`)].join(', ')}\n`);
    }
    for (const id of report.restarts) world.print(`restarts ${id}\n`);
    for (const caution of report.cautions) world.print(`before you push: ${caution}\n`);
  }
  world.say('Run synth next, so that the pods of these objects roll with the commit.');
}
