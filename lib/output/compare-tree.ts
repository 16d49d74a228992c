import { buildIndex, indexFile, indexText, type Content, type IndexEntry } from './index-file';
import type { Places } from './plan';
import { readIfThere, type TreeFs } from './tree-fs';
import { isDebris, walkTree } from './walk-tree';

/** What `dist/<rack>/` shall hold, as `layOut` makes it. Paths use `/`. */
export interface Tree {
  files: ReadonlyMap<string, Content>;
  objects: Readonly<Record<string, IndexEntry>>;
}

/** Every file of the tree, the index too. */
export function withIndex(rack: string, { files, objects }: Tree): ReadonlyMap<string, Content> {
  const outside = [...files.keys()].find((path) => leavesTree.test(path));
  if (outside !== undefined) throw new TypeError(`${JSON.stringify(outside)} is no path inside dist/${rack}`);
  return new Map(files).set(indexFile, indexText(buildIndex(rack, files, objects)));
}

/** Empty, `.` and `..` steps, other systems' separators. */
const leavesTree = /(^|\/)\.{0,2}(\/|$)|[\\:\0]/;

/** What stands between the tree on disk and the one wanted. */
export interface Change {
  /** Paths whose bytes differ or that are missing, the index among them. */
  changed: { path: string; bytes: Uint8Array; isThere: boolean }[];
  removes: string[];
  unchanged: number;
  /** Folders that exist, and those the new tree needs. */
  folders: { present: Set<string>; needed: Set<string> };
}

export function compareTree(fs: TreeFs, { tree }: Places, wanted: ReadonlyMap<string, Content>): Change {
  const { files, folders, oddities } = walkTree(fs, tree);
  const present = new Set(files);
  const needed = new Set<string>();
  const change: Change = { changed: [], removes: [], unchanged: 0, folders: { present: new Set(folders), needed } };
  for (const [path, content] of wanted) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) needed.add(path.slice(0, end));
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const old = present.has(path) ? readIfThere(fs, `${tree}/${path}`) : undefined;
    if (old?.equals(bytes)) change.unchanged++;
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
