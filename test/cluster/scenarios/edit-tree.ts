import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, parseAllDocuments } from 'yaml';
import { type TreeObject, readTree } from '../dry-run/read-tree';
import { type KubeObject, objectId } from '../kube/object';

/** Objects of an app: those below `apps/<app>/`. */
export function objectsOf(root: string, app: string): TreeObject[] {
  return appObjects(root).filter(({ file }) => appOf(file) === app);
}

/** Objects of all apps, without Flux's own. */
export function appObjects(root: string): TreeObject[] {
  return readTree(root).objects.filter(({ file }) => file.startsWith('apps/'));
}

export function appOf(file: string): string {
  return file.split('/')[1] ?? '';
}

/** Changes one object in place; the rest of its file stays as it was. */
export function editObject(root: string, { file, object }: TreeObject, edit: (document: Document) => void): void {
  const path = join(root, file);
  const documents = parseAllDocuments(readFileSync(path, 'utf8')) as Document[];
  const document = documents.find((candidate) => {
    const found = candidate.toJS() as KubeObject | null;
    return found !== null && found.kind === object.kind && objectId(found) === objectId(object);
  });
  if (document === undefined) throw new Error(`${objectId(object)} is not in ${file}`);
  edit(document);
  writeFileSync(path, documents.map(String).join('---\n'));
}

/** The Kustomization of an app, as Flux finds it. */
export function kustomizationOf(root: string, app: string): TreeObject {
  const isIt = ({ object }: TreeObject) => object.kind === 'Kustomization' && object.metadata.name === app;
  const found = readTree(root).objects.find(isIt);
  if (found === undefined) throw new Error(`no Kustomization ${app}`);
  return found;
}

interface HealthChecks {
  spec?: { healthChecks?: { kind: string; name: string; namespace?: string }[] };
}

/** Gives an object another name or namespace, also where its app's Kustomization waits for it. */
export function relocate(root: string, moved: TreeObject, field: 'name' | 'namespace', value: string): void {
  const { kind, metadata } = moved.object;
  editObject(root, moved, (document) => document.setIn(['metadata', field], value));
  editObject(root, kustomizationOf(root, appOf(moved.file)), (document) => {
    const checks = (document.toJS() as HealthChecks).spec?.healthChecks ?? [];
    const at = checks.findIndex((check) => check.kind === kind && check.name === metadata.name);
    if (at >= 0) document.setIn(['spec', 'healthChecks', at, field], value);
  });
}

/** Takes an app out of the rack: its objects and its Kustomization. */
export function removeApp(root: string, app: string): void {
  rmSync(join(root, 'apps', app), { recursive: true, force: true });
  for (const { file, object } of readTree(join(root, 'flux')).objects) {
    if (object.kind === 'Kustomization' && object.metadata.name === app) rmSync(join(root, 'flux', file));
  }
}
