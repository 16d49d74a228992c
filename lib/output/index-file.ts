import { createHash } from 'node:crypto';

/** Name of the index in `dist/<rack>/`. It is taken away first and written last: a tree without it is not whole. */
export const indexFile = 'index.json';

/** Bytes of one file; text is UTF-8. */
export type Content = string | Uint8Array;

/** Where one object of the tree comes from. No line numbers, no construct paths: those change without the object. */
export interface IndexEntry {
  /** Path below `dist/<rack>/`. */
  file: string;
  app: string;
  /** File that declares it, e.g. `lib/apps/data/redis.ts`. */
  source: string;
  /** Place in the rack file that steers it, e.g. `apps.redis`. */
  specPath: string;
  /** What its pods connect to, e.g. `data/StatefulSet/redis:6379/TCP`. */
  connects: string[];
}

/** `dist/<rack>/index.json`: what the tree holds, and where each object comes from. */
export interface TreeIndex {
  version: 1;
  rack: string;
  /** sha256 over all paths and their hashes, in order: names this tree, and makes two merged halves conflict in git. */
  digest: string;
  /** Path below `dist/<rack>/` → sha256 of its bytes; the index itself is not among them. */
  files: Record<string, string>;
  /** Object as people name it, `data/StatefulSet/redis` → where it comes from. */
  objects: Record<string, IndexEntry>;
}

export function buildIndex(
  rack: string,
  files: ReadonlyMap<string, Content>,
  objects: Readonly<Record<string, IndexEntry>>,
): TreeIndex {
  const hashes = sorted([...files].map(([path, content]) => [path, sha256(content)] as const));
  return { version: 1, rack, digest: treeDigest(hashes), files: hashes, objects: sorted(Object.entries(objects)) };
}

export function indexText(index: TreeIndex): string {
  const { version, rack, digest, files } = index;
  const objects = sorted(
    Object.entries(index.objects).map(([id, { file, app, source, specPath, connects }]) => [
      id,
      { file, app, source, specPath, connects: [...connects].sort() },
    ]),
  );
  return `${JSON.stringify({ version, rack, digest, files, objects }, null, 2)}\n`;
}

/** `undefined` for anything that is not an index whose digest fits its own list of files. */
export function parseIndex(text: string): TreeIndex | undefined {
  let index: Partial<TreeIndex> | null;
  try {
    index = JSON.parse(text) as Partial<TreeIndex> | null;
  } catch {
    return undefined;
  }
  if (index?.version !== 1 || typeof index.files !== 'object' || typeof index.objects !== 'object') return undefined;
  return index.digest === treeDigest(sorted(Object.entries(index.files))) ? (index as TreeIndex) : undefined;
}

export function sha256(content: Content): string {
  return createHash('sha256').update(content).digest('hex');
}

function treeDigest(sortedHashes: Record<string, string>): string {
  const hash = createHash('sha256');
  for (const [path, fileHash] of Object.entries(sortedHashes)) hash.update(`${path}\0${fileHash}\n`);
  return `sha256:${hash.digest('hex')}`;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
