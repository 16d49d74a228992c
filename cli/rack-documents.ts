import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quickDocuments, rackDocuments } from '../lib/rack-documents';
import { rackFiles } from '../lib/rack-file/rack-files';
import type { BuiltRack } from '../lib/synth';

/** A file that is not as the racks of clusters/ say. */
export interface StaleDocument {
  path: string;
  what: 'changed' | 'missing' | 'foreign';
}

export interface DocumentOptions {
  /** Leaves the pages of proofs as they are. @default false */
  withoutProofs?: boolean;
}

/**
 * What follows from racks beside dist/: patches for their machines and pages for people, by path. Only racks of clusters/
 * have some; an example that somebody looks at leaves nothing behind.
 */
export function documentsOf(
  root: string,
  racks: readonly BuiltRack[],
  { withoutProofs = false }: DocumentOptions = {},
): Record<string, string> {
  const own = new Set(rackFiles(root));
  return Object.assign(
    {},
    ...racks.filter(({ file }) => own.has(file)).map(withoutProofs ? quickDocuments : rackDocuments),
  ) as Record<string, string>;
}

/** Makes them so. What stood there for a blade that left goes, for nobody shall apply it one day. */
export function writeDocuments(
  root: string,
  racks: readonly BuiltRack[],
  options: DocumentOptions = {},
): StaleDocument[] {
  const documents = documentsOf(root, racks, options);
  const stale = differences(root, racks, documents);
  for (const { path, what } of stale) {
    if (what === 'foreign') rmSync(join(root, path));
    else {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), documents[path] ?? '');
    }
  }
  return stale;
}

export function staleDocuments(root: string, racks: readonly BuiltRack[]): StaleDocument[] {
  return differences(root, racks, documentsOf(root, racks));
}

function differences(root: string, racks: readonly BuiltRack[], documents: Record<string, string>): StaleDocument[] {
  const differing = Object.entries(documents).flatMap(([path, text]): StaleDocument[] => {
    if (!existsSync(join(root, path))) return [{ path, what: 'missing' }];
    return readFileSync(join(root, path), 'utf8') === text ? [] : [{ path, what: 'changed' }];
  });
  return [...differing, ...foreign(root, racks, documents)];
}

/** Patches of machines that the rack does not have. */
function foreign(root: string, racks: readonly BuiltRack[], documents: Record<string, string>): StaleDocument[] {
  return racks.flatMap(({ rack }) => {
    const folder = `talos/${rack?.name}`;
    if (
      !rack ||
      !Object.keys(documents).some((path) => path.startsWith(`${folder}/`)) ||
      !existsSync(join(root, folder))
    )
      return [];
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((path) => `${folder}/${path.replaceAll('\\', '/')}`)
      .filter((path) => path.endsWith('.yaml') && !(path in documents))
      .map((path) => ({ path, what: 'foreign' as const }));
  });
}
