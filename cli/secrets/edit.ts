import { isMap, isScalar, parseDocument, stringify } from 'yaml';
import { type SecretDeclaration, secretId } from '../../lib/facts/secret-declaration';
import { isDerived } from '../../lib/secrets/making/make-value';
import { statedValueFault } from '../../lib/secrets/making/stated-value';
import { type KeyRef, refText } from '../../lib/secrets/making/wanted-keys';
import { changeValues } from './change-values';
import { inEditor } from './in-editor';
import { type SecretStore, declared, loadStore, openForChanges } from './secret-store';
import { CannotRun, type CommonOptions, type ExitCode, type SecretsWorld } from './world';

/** Opens the values of one Secret in an editor and seals what changed. */
export async function edit(
  world: SecretsWorld,
  secret: string,
  options: CommonOptions & { loseData?: boolean },
): Promise<ExitCode> {
  const store = await loadStore(world, options.rack);
  const declaration = declared(store, secret);
  const open = await openForChanges(world, store);
  const before = open.get(secret)?.values;
  if (before === undefined) throw new CannotRun(`There is no file for ${secret} yet: npx rackwright secrets create`);
  const after = valuesIn(inEditor(world, `${declaration.name}.yaml`, textToEdit(declaration, before)));
  const { namespace, name } = declaration;
  const refs = [...after]
    .filter(([key, value]) => before.get(key) !== value)
    .map(([key]): KeyRef => ({ namespace, name, key }));
  const dropped = [...before.keys()].filter((key) => !after.has(key));
  refuse(store, refs, dropped, declaration, after);
  if (refs.length + dropped.length === 0) {
    world.say('Nothing changed.');
    return 0;
  }
  const given = new Map(refs.map((ref) => [refText(ref), after.get(ref.key) ?? '']));
  await changeValues(world, options, store, open, {
    refs,
    given,
    drop: new Map([[secret, dropped]]),
    loseData: options.loseData,
  });
  return 0;
}

function textToEdit(declaration: SecretDeclaration, values: ReadonlyMap<string, string>): string {
  const lines = [...values].map(([key, value]) => `${JSON.stringify(key)}: ${stringify(value, { lineWidth: 0 }).trimEnd()}`);
  return [`# ${secretId(declaration)}: a key and a string a line. Close without a change to leave it as it is.`, ...lines, ''].join(
    '\n',
  );
}

function valuesIn(text: string): Map<string, string> {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) throw new CannotRun(`That is no YAML (${problem.message}); nothing was changed.`);
  if (!isMap(document.contents)) throw new CannotRun('That holds no keys; nothing was changed.');
  return new Map(
    document.contents.items.map(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (!isScalar(value) || value.value === null || value.value === '') {
        throw new CannotRun(`"${name}" has no value; nothing was changed.`);
      }
      return [name, typeof value.value === 'string' ? value.value : (value.source ?? String(value.value))];
    }),
  );
}

function refuse(
  store: SecretStore,
  refs: KeyRef[],
  dropped: string[],
  declaration: SecretDeclaration,
  after: ReadonlyMap<string, string>,
): void {
  const reasons = [
    ...dropped
      .filter((key) => declaration.keys[key] !== undefined)
      .map((key) => `"${key}" was taken out, but ${declaration.app} asks for it`),
    ...refs.flatMap((ref) => {
      const recipe = store.wanted.recipe(ref);
      const source = store.wanted.source(ref);
      if (recipe === undefined) return [`"${ref.key}" was added, but no app asks for it`];
      if (recipe.make === 'literal') return [`"${ref.key}" is always "${recipe.value}"; ${declaration.app} says so`];
      if (recipe.make === 'same-as' || isDerived(recipe)) {
        return [`"${ref.key}" follows ${source === undefined ? '' : refText(source)}; edit that one`];
      }
      const fault = statedValueFault(recipe, after.get(ref.key) ?? '');
      return fault === undefined ? [] : [`"${ref.key}" ${fault}`];
    }),
  ];
  if (reasons.length > 0) throw new CannotRun(`Nothing was changed:\n  ${reasons.join('\n  ')}`);
}
