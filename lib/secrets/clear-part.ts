import type { SecretDeclaration } from '../facts/secret-declaration';
import { type Tree, branchAt, textAt, textsOf } from './sops/tree';

/** What of a Secret stands in the clear, in the order in which new files have it. */
export function clearPart(declaration: SecretDeclaration): Tree {
  const { namespace, name, type, labels = {}, annotations = {} } = declaration;
  const metadata: Tree = new Map<string, Tree | string>([
    ['name', name],
    ['namespace', namespace],
  ]);
  if (Object.keys(labels).length > 0) metadata.set('labels', new Map(Object.entries(labels)));
  if (Object.keys(annotations).length > 0) metadata.set('annotations', new Map(Object.entries(annotations)));
  const tree: Tree = new Map<string, Tree | string>([
    ['apiVersion', 'v1'],
    ['kind', 'Secret'],
    ['metadata', metadata],
  ]);
  return type === undefined ? tree : tree.set('type', type);
}

/** Where the clear part of a file says something else than what is declared; the order does not matter. */
export function clearPartDifferences(file: Tree, declaration: SecretDeclaration): { path: string; message: string }[] {
  const wanted = flat(clearPart(declaration));
  const found = flat(new Map([...file].filter(([key]) => key !== 'stringData' && key !== 'data')));
  const paths = new Set([...wanted.keys(), ...found.keys()]);
  return [...paths]
    .filter((path) => wanted.get(path) !== found.get(path))
    .map((path) => ({
      path,
      message: `is ${shown(found.get(path))}; ${declaration.app} declares ${shown(wanted.get(path))}`,
    }));
}

/** Leaves by path, the top three levels of a Secret being all there are. */
function flat(tree: Tree, above = ''): Map<string, string> {
  const entries = [...tree].flatMap(([key, node]): [string, string][] => {
    const path = `${above}${/[.[\]"]/.test(key) ? `["${key}"]` : `${above === '' ? '' : '.'}${key}`}`;
    return node instanceof Map ? [...flat(node, path)] : [[path, String(node)]];
  });
  return new Map(entries);
}

function shown(value: string | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}

/** Keys and values under `stringData`, encrypted as they stand. */
export function encryptedValues(file: Tree): [key: string, value: string][] {
  return textsOf(branchAt(file, 'stringData'));
}

export function nameIn(file: Tree): { namespace?: string; name?: string } {
  return { namespace: textAt(file, 'metadata', 'namespace'), name: textAt(file, 'metadata', 'name') };
}
