import type { Finding } from '../facts/finding';
import { type SecretDeclaration, secretId } from '../facts/secret-declaration';
import { type KeyRef, WantedKeys, refText } from './making/wanted-keys';
import { secretFinding } from './secret-rules';

const keyShape = /^[-._a-zA-Z0-9]{1,253}$/;

/** What is wrong with what apps ask for. Nothing can be made until this is clean. */
export function checkDeclarations(declarations: readonly SecretDeclaration[]): Finding[] {
  const wanted = new WantedKeys(declarations);
  return [...twice(declarations), ...declarations.flatMap(clearNames), ...wanted.all().flatMap((ref) => badKey(ref, wanted))];
}

function twice(declarations: readonly SecretDeclaration[]): Finding[] {
  const owners = new Map<string, string>();
  return declarations.flatMap((declaration) => {
    const id = secretId(declaration);
    const owner = owners.get(id);
    owners.set(id, declaration.app);
    if (owner === undefined) return [];
    return [finding(declaration, '', `is declared by ${owner} and again by ${declaration.app}`, 'rename one of them')];
  });
}

/** SOPS encrypts below any key called data or stringData, wherever it stands. */
function clearNames(declaration: SecretDeclaration): Finding[] {
  return (['labels', 'annotations'] as const).flatMap((field) =>
    Object.keys(declaration[field] ?? {})
      .filter((key) => key === 'data' || key === 'stringData')
      .map((key) =>
        finding(declaration, `metadata.${field}.${key}`, 'has a name that SOPS takes for encrypted', 'rename it'),
      ),
  );
}

function badKey(ref: KeyRef, wanted: WantedKeys): Finding[] {
  const say = (message: string, fix: string): Finding[] => [
    finding({ ...ref, app: wanted.declaration(ref)?.app ?? '' }, `stringData.${ref.key}`, message, fix),
  ];
  if (!keyShape.test(ref.key)) {
    return say(`"${ref.key}" is no key of a Secret`, 'use letters, digits, "-", "_" and ".", 253 at most');
  }
  const trail = [ref];
  for (let at = wanted.source(ref); at !== undefined; at = wanted.source(at)) {
    if (wanted.recipe(at) === undefined) {
      return say(`comes from ${refText(at)}, which nothing declares`, 'declare it, or name a key that is declared');
    }
    if (trail.some((before) => refText(before) === refText(at as KeyRef))) {
      return say(`comes from itself, by way of ${trail.map(refText).join(', ')}`, 'let one of them be made');
    }
    trail.push(at);
  }
  const recipe = wanted.recipe(ref);
  if (recipe?.make !== 'public-key') return [];
  const origin = wanted.recipe(wanted.origin({ ...ref, key: recipe.of }));
  if (origin?.make === 'private-key' && (recipe.format !== 'ssh' || origin.algorithm === 'ed25519')) return [];
  const needed = recipe.format === 'ssh' ? 'an ed25519 private key' : 'a private key';
  return say(`is made from "${recipe.of}", which is not ${needed}`, `let "${recipe.of}" be made as ${needed}`);
}

function finding(
  declaration: { namespace: string; name: string; app: string },
  path: string,
  message: string,
  fix: string,
): Finding {
  const object = `${declaration.namespace}/Secret/${declaration.name}`;
  return secretFinding('secrets/declaration', object, path, message, `in the app ${declaration.app}: ${fix}`);
}
