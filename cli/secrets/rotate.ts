import { secretId } from '../../lib/facts/secret-declaration';
import { isDerived } from '../../lib/secrets/making/make-value';
import { statedValueFault } from '../../lib/secrets/making/stated-value';
import { type KeyRef, refText } from '../../lib/secrets/making/wanted-keys';
import { ChangedMeanwhile } from './change-files';
import { changeValues, encryptedBy } from './change-values';
import { type SecretStore, declared, loadStore, openForChanges } from './secret-store';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

export interface RotateOptions extends CommonOptions {
  /** Take the new value from standard input instead of making one. */
  stdin?: boolean;
  /** Also keys that encrypt data, where they are named. */
  loseData?: boolean;
}

/** Somebody else's rotation takes well under a second. */
const attempts = 5;

/** New values for some keys of one Secret, by default for all that can be made without asking. */
export async function rotate(
  world: SecretsWorld,
  secret: string,
  keys: string[],
  options: RotateOptions,
): Promise<ExitCode> {
  const input = options.stdin ? await world.readInput() : undefined;
  for (let attempt = 1; ; attempt++) {
    try {
      return await rotateOnce(world, secret, keys, options, input);
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile) || attempt === attempts) throw error;
    }
  }
}

async function rotateOnce(
  world: SecretsWorld,
  secret: string,
  keys: string[],
  options: RotateOptions,
  input: string | undefined,
): Promise<ExitCode> {
  const store = await loadStore(world, options.rack);
  const refs = keys.length > 0 ? named(store, secret, keys) : makeable(world, store, secret);
  const given = input === undefined ? undefined : givenValue(store, refs, input);
  const open = await openForChanges(world, store);
  await changeValues(world, options, store, open, { refs, given, loseData: options.loseData });
  return 0;
}

function named(store: SecretStore, secret: string, keys: string[]): KeyRef[] {
  const declaration = declared(store, secret);
  const unknown = keys.filter((key) => !Object.hasOwn(declaration.keys, key));
  if (unknown.length > 0) {
    const known = Object.keys(declaration.keys).join(', ');
    throw new CannotRun(`${secret} has no key ${unknown.join(', ')}; ${declaration.app} declares ${known}.`);
  }
  return keys.map((key) => ({ namespace: declaration.namespace, name: declaration.name, key }));
}

/** What encrypts data stays as it is unless somebody names it. */
function makeable(world: SecretsWorld, store: SecretStore, secret: string): KeyRef[] {
  const { namespace, name, keys } = declared(store, secret);
  const refs = Object.keys(keys).map((key) => ({ namespace, name, key }));
  const random = refs.filter((ref) => {
    const recipe = store.wanted.recipe(store.wanted.origin(ref));
    return recipe !== undefined && recipe.make !== 'ask' && recipe.make !== 'literal' && !encryptedBy(store, ref);
  });
  for (const ref of refs.filter((each) => encryptedBy(store, each))) {
    world.say(`Kept ${refText(ref)}: it encrypts ${encryptedBy(store, ref)}.`);
  }
  if (random.length > 0) return random;
  throw new CannotRun(`${secret} holds nothing that can be made anew. Name the key that you want to state yourself.`);
}

/** A value from standard input stands for exactly one key that nothing else decides. */
function givenValue(store: SecretStore, refs: KeyRef[], input: string): Map<string, string> {
  const [ref, ...more] = refs;
  if (ref === undefined || more.length > 0) throw new CannotRun('--stdin sets one key: name it after the Secret.');
  const origin = store.wanted.origin(ref);
  const recipe = store.wanted.recipe(origin);
  if (recipe === undefined || isDerived(recipe) || recipe.make === 'literal') {
    throw new CannotRun(`${refText(ref)} is made from something else (${recipe?.make}); it cannot be stated.`);
  }
  const value = input.replace(/\r?\n$/, '');
  if (value === '') throw new CannotRun(`Standard input was empty; ${secretId(origin)} is as it was.`);
  const fault = statedValueFault(recipe, value);
  if (fault !== undefined) throw new CannotRun(`The value for ${refText(origin)} ${fault}. Nothing was changed.`);
  return new Map([[refText(origin), value]]);
}
