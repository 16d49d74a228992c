import { documentsIn } from '../../manifest/documents';
import { fieldAt } from '../../manifest/field-path';
import { type Manifest, objectId } from '../../manifest/manifest';
import { type TreeTexts, isManifest } from '../changes';
import { isKept } from './object-effect';

/** Objects of a tree that go with another one. */
export interface Contents {
  deleted: string[];
  kept: string[];
}

/** Objects of one app: what Flux prunes when its Kustomization goes. */
export function contentsOfApp(tree: TreeTexts, app: string): Contents {
  return sorted(objects(tree, (path) => path.startsWith(`apps/${app}/`)));
}

/** Objects in a namespace: all of them are deleted with it, whatever they say of pruning. */
export function contentsOfNamespace(tree: TreeTexts, name: string): Contents {
  const inside = objects(tree, (_path, text) => text.includes(`namespace: ${name}`)).filter(
    ({ metadata }) => metadata.namespace === name,
  );
  return { deleted: inside.map(objectId), kept: [] };
}

/** Objects of the kind that a definition makes. */
export function objectsOfKind(tree: TreeTexts, definition: Manifest): string[] {
  const [group, kind] = ['spec.group', 'spec.names.kind'].map((path) => String(fieldAt(definition, path)));
  const isOfKind = (text: string) => text.includes(`kind: ${kind}`) && text.includes(`${group}/`);
  return objects(tree, (_path, text) => isOfKind(text))
    .filter((manifest) => manifest.kind === kind && manifest.apiVersion.startsWith(`${group}/`))
    .map(objectId);
}

function objects(tree: TreeTexts, wanted: (path: string, text: string) => boolean): Manifest[] {
  return [...tree].flatMap(([path, text]) =>
    path.endsWith('.yaml') && wanted(path, text) ? documentsIn(text).filter(isManifest) : [],
  );
}

function sorted(manifests: readonly Manifest[]): Contents {
  return {
    deleted: manifests.filter((manifest) => !isKept(manifest)).map(objectId),
    kept: manifests.filter(isKept).map(objectId),
  };
}
