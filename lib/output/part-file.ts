import { createHash } from 'node:crypto';

/** Bytes of one file; text is UTF-8. */
export type Content = string | Uint8Array;

/** Where one object of the tree comes from. No line numbers, no construct paths: those change without the object. */
export interface ObjectEntry {
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

/**
 * A tree describes itself part by part: `facts/<app>.json` for an app, `rack.json` for what belongs to none. Branches
 * that touch different apps touch different parts, so git merges them. Flux reads no JSON and no folder but `apps/` and
 * `flux/`.
 */
export interface Part {
  /** Raised when an older Rackwright could misread it; a newer one reads this one and the one before. */
  schema: typeof partSchema;
  /** sha256 over the rest of this file: a torn or edited one is known. */
  digest: string;
  rack: string;
  /** Path below `dist/<rack>/` → sha256 of its bytes, for the files of this part. */
  files: Record<string, string>;
  /** Object as people name it, `data/StatefulSet/redis` → where it comes from. */
  objects: Record<string, ObjectEntry>;
  /** What the app, or the rack, says besides its objects (`lib/facts/tree-facts.ts`). */
  facts: unknown;
}

export const partSchema = 1;

/** Name of the part that belongs to no app. */
export const rackPart = '';
export const rackFile = 'rack.json';

/** The part that a file belongs to: that of the app below whose folder it lies, or whose Kustomization it is. */
export function partOf(path: string): string {
  const [, app, kustomization] = /^(?:apps\/([^/]+)\/|flux\/Kustomization\.([^/]+)\.yaml$)/.exec(path) ?? [];
  return app ?? kustomization ?? rackPart;
}

export function partFile(part: string): string {
  return part === rackPart ? rackFile : `facts/${part}.json`;
}

/** The part that a file describes; undefined for a file that describes none. */
export function partAt(path: string): string | undefined {
  if (path === rackFile) return rackPart;
  return /^facts\/([^/]+)\.json$/.exec(path)?.[1];
}

/** What a tree says of itself, beside its files. */
export interface Description {
  objects: Readonly<Record<string, ObjectEntry>>;
  /** By name of the part. @default - nothing besides objects */
  facts?: Readonly<Record<string, unknown>>;
}

/** The files that describe a tree, by path. */
export function partFiles(
  rack: string,
  files: ReadonlyMap<string, Content>,
  { objects, facts = {} }: Description,
): Map<string, string> {
  const parts = new Map<string, Pick<Part, 'files' | 'objects'>>();
  const part = (name: string) => {
    const known = parts.get(name) ?? { files: {}, objects: {} };
    parts.set(name, known);
    return known;
  };
  part(rackPart);
  for (const name of Object.keys(facts)) part(name);
  for (const [path, content] of files) part(partOf(path)).files[path] = sha256(content);
  for (const [id, entry] of Object.entries(objects)) part(partOf(entry.file)).objects[id] = entry;
  return new Map(
    [...parts].map(([name, described]) => [partFile(name), partText({ rack, ...described, facts: facts[name] ?? {} })]),
  );
}

function partText({ rack, files, objects, facts }: Pick<Part, 'rack' | 'files' | 'objects' | 'facts'>): string {
  const entries = Object.entries(objects).map(([id, { file, app, source, specPath, connects }]) => [
    id,
    { file, app, source, specPath, connects: [...connects].sort() },
  ]);
  const said = { rack, files: sorted(Object.entries(files)), objects: sorted(entries as [string, unknown][]), facts };
  return `${JSON.stringify({ schema: partSchema, digest: digestOf(said), ...said }, null, 2)}\n`;
}

/** `undefined` for what is no part, was written by a newer Rackwright, or is not as it was written. */
export function parsePart(text: string): Part | undefined {
  let part: Partial<Part> | null;
  try {
    part = JSON.parse(text) as Partial<Part> | null;
  } catch {
    return undefined;
  }
  if (part?.schema !== partSchema || typeof part.files !== 'object' || typeof part.objects !== 'object') {
    return undefined;
  }
  const { rack, files, objects, facts } = part;
  return part.digest === digestOf({ rack, files, objects, facts }) ? (part as Part) : undefined;
}

function digestOf(said: object): string {
  return `sha256:${sha256(JSON.stringify(said))}`;
}

export function sha256(content: Content): string {
  return createHash('sha256').update(content).digest('hex');
}

function sorted<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}
