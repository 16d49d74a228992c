import { type Content, type Description, partAt, partFiles } from './part-file';
import type { Places } from './plan';
import { staysInside } from './safe-path';
import { readIfThere, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/** What `dist/<rack>/` shall hold, as `layOut` makes it. Paths use `/`. */
export interface Tree extends Description {
  files: ReadonlyMap<string, Content>;
}

/** Every file of the tree, those that describe it too. */
export function wholeTree(rack: string, tree: Tree): ReadonlyMap<string, Content> {
  const { files } = tree;
  const outside = [...files.keys()].find((path) => !staysInside(path) || partAt(path) !== undefined);
  if (outside !== undefined) throw new TypeError(`${JSON.stringify(outside)} is no path inside dist/${rack}`);
  return new Map([...files, ...partFiles(rack, files, tree)]);
}

/** What stands between the tree on disk and the one wanted. */
export interface Change {
  /** Paths whose bytes differ or that are missing, descriptions among them. */
  changed: { path: string; bytes: Uint8Array; isThere: boolean }[];
  removes: string[];
  unchanged: string[];
  /** Folders that exist, and those the new tree needs. */
  folders: { present: Set<string>; needed: Set<string> };
}

/** @param seen files of the tree that somebody has just read */
export function compareTree(
  fs: TreeFs,
  { tree }: Places,
  wanted: ReadonlyMap<string, Content>,
  seen: ReadonlyMap<string, Buffer> = new Map(),
): Change {
  const { files, folders, oddities } = walkTree(fs, tree);
  const present = new Set(files);
  const needed = new Set<string>();
  const change: Change = { changed: [], removes: [], unchanged: [], folders: { present: new Set(folders), needed } };
  for (const [path, content] of wanted) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) needed.add(path.slice(0, end));
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const old = present.has(path) ? (seen.get(path) ?? readIfThere(fs, `${tree}/${path}`)) : undefined;
    if (old?.equals(bytes)) change.unchanged.push(path);
    else change.changed.push({ path, bytes, isThere: old !== undefined || oddities.includes(path) });
  }
  change.removes = [...files, ...oddities].filter((path) => !wanted.has(path) || oddities.includes(path));
  return change;
}

export function isNothing(change: Change): boolean {
  return isLitterOnly(change) && change.removes.length + emptied(change).length === 0;
}

/** Nothing but empty folders and what desktops leave behind, neither of which belongs to what the tree says. */
export function isLitterOnly({ changed, removes }: Change): boolean {
  return changed.length === 0 && removes.every(isDebris);
}

/** Folders the new tree does not need, deepest first. */
export function emptied({ folders }: Change): string[] {
  return [...folders.present]
    .filter((path) => !folders.needed.has(path))
    .sort()
    .reverse();
}
