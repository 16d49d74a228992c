import { basename, dirname, join, resolve } from 'node:path';
import { CannotRun } from './cannot-run';
import { blobHash, readBlobs } from './git-objects';
import { type Place, isFolder } from './rack-root';
import { blobsNamed, filesIn, treesIn } from './read-dist';

/** Text of every file below a folder, by path. */
type Texts = Map<string, string>;

/** One side of a comparison, as far as it concerns one rack. */
export interface Side {
  /** `dist/<rack>/` */
  dist: Texts;
  /** `talos/<rack>/` */
  talos: Texts;
  /** `acknowledged/<rack>/` */
  acknowledged: Texts;
  /** `clusters/`: every rack file, since only its text says which rack it is of. */
  clusters: Texts;
}

/** Both sides, by the name of the rack. A side that does not have the rack is empty. */
export type Sides = Map<string, { before: Side; after: Side }>;

const folders = ['dist/', 'talos/', 'acknowledged/', 'clusters/'];

/**
 * Reads what two revisions or folders say about their racks. What is the same on both sides is read once, and of git's
 * objects only those that differ: most of a tree never changes.
 *
 * @throws CannotRun when a name is neither a folder nor a revision, or has no tree
 */
export function readSides(place: Place, base: string, head: string): Sides {
  const [before, after] = [listed(place, base), listed(place, head)];
  const digits = [before, after].flatMap((files) => [...files.values()]).find((entry) => typeof entry === 'string');
  const hashOf = (entry: Entry | undefined) =>
    entry === undefined || typeof entry === 'string' ? entry : blobHash(entry, digits?.length ?? 0);
  const isBoth = (path: string) => digits !== undefined && hashOf(before.get(path)) === hashOf(after.get(path));
  const shared = new Set([...before.keys()].filter(isBoth));
  const wanted = [...before, ...after].flatMap(([path, entry]) =>
    typeof entry === 'string' && !(shared.has(path) && [before, after].some((files) => isBytes(files.get(path))))
      ? [entry]
      : [],
  );
  const blobs = readBlobs(place.root, [...new Set(wanted)]);
  const text = (path: string, entry: Entry): string => {
    const bytes = isBytes(entry)
      ? entry
      : (blobs.get(entry) ?? [before, after].map((each) => each.get(path)).find(isBytes));
    return Buffer.from(bytes!).toString('utf8');
  };
  const texts = new Map([...before].map(([path, entry]) => [path, text(path, entry)]));
  const textsAfter = [...after].map(
    ([path, entry]) => [path, shared.has(path) ? texts.get(path)! : text(path, entry)] as const,
  );
  return byRack(texts, new Map(textsAfter));
}

/** Bytes of a file, or the hash of the blob that has them. */
type Entry = Uint8Array | string;

function isBytes(entry: Entry | undefined): entry is Uint8Array {
  return entry !== undefined && typeof entry !== 'string';
}

function listed({ cwd, root }: Place, named: string): Map<string, Entry> {
  const folder = resolve(cwd, named);
  if (isFolder(folder)) return inFolder(folder, named);
  const files = blobsNamed(root, named, folders);
  if (![...files.keys()].some((path) => path.startsWith('dist/'))) throw new CannotRun(`${named} has no dist/`);
  return files;
}

/** The trees of a folder; where it is the `dist/` of a checkout, what lies beside it too. */
function inFolder(folder: string, named: string): Map<string, Entry> {
  const trees = treesIn(folder, named);
  const dist = trees[0] === folder ? dirname(folder) : folder;
  const beside = basename(dist) === 'dist' ? folders.slice(1).map((name) => [name, join(dirname(dist), name)]) : [];
  const places = [...trees.map((tree) => [`dist/${basename(tree)}/`, tree]), ...beside] as [string, string][];
  return new Map(
    places.flatMap(([at, from]) => [...filesIn(from)].map(([path, bytes]) => [at + path, bytes] as const)),
  );
}

function byRack(before: Texts, after: Texts): Sides {
  const [old, now] = [racksIn(before), racksIn(after)];
  const renamed = renamedRack(old, now);
  const racks = [...new Set([...old.keys(), ...now.keys()])].filter((rack) => rack !== renamed?.from).sort();
  return new Map(
    racks.map((rack) => {
      const was = rack === renamed?.to ? renamed.from : rack;
      return [rack, { before: sideOf(was, before), after: sideOf(rack, after) }];
    }),
  );
}

/** Files of each rack below its folder of `dist/`. */
function racksIn(texts: Texts): Map<string, Set<string>> {
  const racks = new Map<string, Set<string>>();
  for (const path of texts.keys()) {
    const [, rack, file] = /^dist\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (rack === undefined || file === undefined) continue;
    racks.set(rack, (racks.get(rack) ?? new Set()).add(file));
  }
  return racks;
}

/** One rack that goes while one comes that has most of its files: it is the same one, under another name. */
function renamedRack(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
): { from: string; to: string } | undefined {
  const [from, ...othersGone] = [...before.keys()].filter((rack) => !after.has(rack));
  const [to, ...othersCome] = [...after.keys()].filter((rack) => !before.has(rack));
  if (from === undefined || to === undefined || othersGone.length + othersCome.length > 0) return undefined;
  const [old, now] = [before.get(from)!, after.get(to)!];
  const same = [...old].filter((file) => now.has(file)).length;
  return same * 2 > old.size ? { from, to } : undefined;
}

function sideOf(rack: string, texts: Texts): Side {
  const below = (folder: string): Texts =>
    new Map([...texts].flatMap(([path, text]) => (path.startsWith(folder) ? [[path.slice(folder.length), text]] : [])));
  return {
    dist: below(`dist/${rack}/`),
    talos: below(`talos/${rack}/`),
    acknowledged: below(`acknowledged/${rack}/`),
    clusters: below('clusters/'),
  };
}
