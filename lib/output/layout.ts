import type { Finding } from '../facts/finding';
import { groupOf, identityOf, objectId, type Manifest, type Rendered } from '../manifest/manifest';
import { fileStem, qualifiedStem, safeName } from './file-name';
import type { Content, ObjectEntry } from './part-file';
import { toYaml } from '../manifest/yaml';

/** A file that goes into the tree byte for byte, such as an encrypted Secret. */
export interface CopiedFile {
  /** Below `dist/<rack>/`, with `/`: `apps/redis/data/Secret.redis-users.sops.yaml`. */
  path: string;
  bytes: Uint8Array;
  app: string;
  /** File it is a copy of, `secrets/homelab/data/redis-users.sops.yaml`. */
  source: string;
  /** @default '' - nothing in the rack file steers it */
  specPath?: string;
  /** The object it holds, so that it is described and clashes with its like. @default - not an object */
  object?: Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'>;
}

/** All files of one rack and where each object comes from; only to be written without problems. */
export interface Layout {
  files: Map<string, Content>;
  objects: Record<string, ObjectEntry>;
  /** Of each object that was rendered, the file that it goes to. */
  paths: Map<Manifest, string>;
  problems: Finding[];
}

/** One file to be, from either source. */
interface Item {
  path: string;
  content: () => Content;
  entry: Omit<ObjectEntry, 'file'>;
  object?: Pick<Manifest, 'apiVersion' | 'kind' | 'metadata'>;
  /** The same, whole, if it was rendered. */
  manifest?: Manifest;
}

/**
 * `apps/<app>/<namespace or _cluster>/<Kind>.<name>.yaml` for objects, `flux/<Kind>.<name>.yaml` for Flux
 * Kustomizations, copies where they say. Every problem is reported, none hides another.
 */
export function layOut(rendered: readonly Rendered[], copies: readonly CopiedFile[] = []): Layout {
  const items = [...itemsOf(rendered), ...copies.map(itemOfCopy)];
  const problems = [...unsafePaths(copies), ...sharedIdentities(items), ...sharedFiles(items)];
  const layout: Layout = { files: new Map(), objects: {}, paths: new Map(), problems };
  if (problems.length > 0) return layout;
  const ids = uniqueIds(items);
  for (const item of items) {
    layout.files.set(item.path, item.content());
    if (item.manifest) layout.paths.set(item.manifest, item.path);
    const id = ids.get(item);
    if (id !== undefined) layout.objects[id] = { file: item.path, ...item.entry };
  }
  return layout;
}

/** Folder and file of one object if nothing else wants that name; `layOut` decides for the whole rack. */
export function pathOf({ manifest, app }: Pick<Rendered, 'manifest' | 'app'>, stem = fileStem(manifest)): string {
  const isFluxKustomization = manifest.kind === 'Kustomization' && groupOf(manifest.apiVersion) === fluxGroup;
  if (isFluxKustomization) return `flux/${stem}.yaml`;
  const { namespace } = manifest.metadata;
  return `apps/${safeName(app)}/${namespace === undefined ? '_cluster' : safeName(namespace)}/${stem}.yaml`;
}

const fluxGroup = 'kustomize.toolkit.fluxcd.io';

/** Objects of the same kind and name but of other API groups get the group in their file's name, all of them. */
function itemsOf(rendered: readonly Rendered[]): Item[] {
  const usual = new Map(rendered.map((one) => [one, pathOf(one)]));
  const usualPath = (one: Rendered) => usual.get(one) as string;
  const identities = groupsBy(rendered, (one) => caseless(usualPath(one)));
  return rendered.map((one) => {
    const { manifest, app, source, specPath, connects } = one;
    const rivals = identities.get(caseless(usualPath(one)))!;
    const isShared = rivals.some((rival) => identityOf(rival.manifest) !== identityOf(manifest));
    return {
      path: isShared ? pathOf(one, qualifiedStem(manifest)) : usualPath(one),
      content: () => toYaml(manifest),
      entry: { app, source, specPath, connects },
      object: manifest,
      manifest,
    };
  });
}

function itemOfCopy({ path, bytes, app, source, specPath = '', object }: CopiedFile): Item {
  return { path, content: () => bytes, entry: { app, source, specPath, connects: [] }, object };
}

function sharedIdentities(items: Item[]): Finding[] {
  const objects = items.filter((item) => item.object !== undefined);
  const identities = groupsBy(objects, (item) => identityOf(item.object as Manifest));
  return [...identities.values()].filter(isSeveral).map((rivals) => ({
    level: 'error',
    rule: 'output/one-identity',
    object: objectId(rivals[0]!.object as Manifest),
    path: '',
    message: `is declared ${rivals.length} times: by ${namesOf(rivals)}`,
    fix: 'rename one of them or drop it: the cluster would keep only the one applied last',
  }));
}

/** One file for two things that are not one object: copies at one path, or names that differ only in case. */
function sharedFiles(items: Item[]): Finding[] {
  const paths = groupsBy(items, (item) => caseless(item.path));
  const clashes = [...paths.values()].filter(isSeveral).filter((rivals) => !isOneIdentity(rivals));
  return clashes.map((rivals) => ({
    level: 'error',
    rule: 'output/one-file',
    object: rivals[0]!.object ? objectId(rivals[0]!.object as Manifest) : rivals[0]!.path,
    path: '',
    message: `would be written to ${rivals[0]!.path} together with what ${namesOf(rivals)} declare`,
    fix: 'rename one of them: on macOS and Windows names that differ only in case are one file',
  }));
}

function unsafePaths(copies: readonly CopiedFile[]): Finding[] {
  return copies
    .filter(({ path }) => !isSafePath(path))
    .map(({ path, source }) => ({
      level: 'error',
      rule: 'output/safe-path',
      object: path,
      path: '',
      message: `${source} would be copied to ${JSON.stringify(path)}, which is no plain path below apps/ or flux/`,
      fix: 'use names of letters, digits, ".", "-", "_", "@", "~" and "%"',
    }));
}

/** No way out of the rack's folder, no hidden file, and never what describes the tree. */
function isSafePath(path: string): boolean {
  return /^(apps|flux)(\/[A-Za-z0-9_%~@-][A-Za-z0-9._%~@-]*)+$/.test(path) && path.length <= 400;
}

/** `data/Cluster/x` of two API groups becomes `data/Cluster.<group>/x`, as kubectl names kinds. */
function uniqueIds(items: Item[]): Map<Item, string> {
  const objects = items.filter((item) => item.object !== undefined);
  const ids = new Map<Item, string>();
  for (const [id, rivals] of groupsBy(objects, (item) => objectId(item.object as Manifest))) {
    for (const item of rivals) {
      const group = groupOf(item.object!.apiVersion);
      const kind = isSeveral(rivals) && group !== '' ? `${item.object!.kind}.${group}` : undefined;
      ids.set(item, kind === undefined ? id : objectId({ ...item.object!, kind }));
    }
  }
  return ids;
}

function isOneIdentity(items: Item[]): boolean {
  return (
    new Set(items.map(({ object, path }) => (object ? identityOf(object as Manifest) : path))).size === 1 &&
    items.every(({ object }) => object !== undefined)
  );
}

function namesOf(items: Item[]): string {
  const names = items.map(({ entry }) =>
    entry.specPath === '' ? entry.source : `${entry.source} (${entry.specPath})`,
  );
  return names.join(' and ');
}

function caseless(path: string): string {
  return path.toLowerCase();
}

function isSeveral(items: readonly unknown[]): boolean {
  return items.length > 1;
}

function groupsBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
