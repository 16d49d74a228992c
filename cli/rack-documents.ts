import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runbookFolder, runbookPages } from '../lib/project/runbook-pages';
import { busyApps } from '../lib/project/what-it-has';
import { runbookLists } from '../lib/report/runbook-lists';
import { claimsOnDisks } from '../lib/survival/claims-on-disks';
import { productApps } from '../lib/project/project';
import { quickDocuments, rackDocuments } from '../lib/rack-documents';
import { rackFiles } from '../lib/rack-file/rack-files';
import type { BuiltRack } from '../lib/synth';
import { isProduct, runbookTexts } from './runbook-texts';

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
  const kept = racks.filter(({ file }) => own.has(file));
  const made = kept.map(withoutProofs ? quickDocuments : rackDocuments);
  return Object.assign({}, ...made, ...runbooksOf(root, kept)) as Record<string, string>;
}

function runbooksOf(root: string, racks: readonly BuiltRack[]): Record<string, string>[] {
  const pages = runbookTexts(root);
  return racks.flatMap(({ rack, facts, view }) =>
    rack && facts && view
      ? [
          runbookPages({
            rack,
            apps: busyApps(facts),
            allApps: productApps,
            lists: { ...runbookLists(claimsOnDisks(view)) },
            pages,
            productDocs: isProduct(root),
          }),
        ]
      : [],
  );
}

/** Makes them so. What stood there for a blade, an app or a rack that left goes, for nobody shall follow it one day. */
export function writeDocuments(
  root: string,
  racks: readonly BuiltRack[],
  options: DocumentOptions = {},
): StaleDocument[] {
  const documents = documentsOf(root, racks, options);
  const stale = [...differences(root, racks, documents), ...ofGoneRacks(root, racks)];
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

/** Patches of machines that the rack does not have, and runbooks of apps that it does not run. */
function foreign(root: string, racks: readonly BuiltRack[], documents: Record<string, string>): StaleDocument[] {
  return racks
    .flatMap(({ rack }) => (rack ? [...patchesIn(root, rack.name), ...runbooksIn(root, rack.name)] : []))
    .filter((path) => !(path in documents) && isMade(path, documents))
    .map((path) => ({ path, what: 'foreign' }));
}

/** An example has no folder of its own: what stands in one of that name is another rack's. */
function isMade(path: string, documents: Record<string, string>): boolean {
  const folder = path.split('/').slice(0, 2).join('/');
  return Object.keys(documents).some((each) => each.startsWith(`${folder}/`));
}

/**
 * What lies there of racks that no file of clusters/ describes any more: a patch or a page that somebody would follow. They
 * are told by two pages that every rack has. Nothing is said while not every rack file is looked at.
 */
export function ofGoneRacks(root: string, racks: readonly BuiltRack[]): StaleDocument[] {
  const names = new Set(racks.map(({ rack }) => rack?.name));
  if (rackFiles(root).some((file) => !racks.some((each) => each.file === file && each.rack))) return [];
  const pages = filesIn(join(root, 'docs'));
  const gone = pages
    .flatMap((page) => /^ledger-(.+)\.md$/.exec(page)?.[1] ?? [])
    .filter((name) => !names.has(name) && pages.includes(`bootstrap-${name}.md`));
  return gone
    .flatMap((name) => [
      ...['bootstrap', 'ledger', 'budget', 'proof']
        .map((page) => `${page}-${name}.md`)
        .filter((page) => pages.includes(page))
        .map((page) => `docs/${page}`),
      ...patchesIn(root, name),
      ...runbooksIn(root, name),
    ])
    .map((path) => ({ path, what: 'foreign' }));
}

const patchesIn = (root: string, rack: string): string[] =>
  filesIn(join(root, 'talos', rack)).flatMap((path) => (path.endsWith('.yaml') ? [`talos/${rack}/${path}`] : []));

const runbooksIn = (root: string, rack: string): string[] =>
  filesIn(join(root, runbookFolder(rack))).flatMap((path) =>
    path.endsWith('.md') ? [`${runbookFolder(rack)}/${path}`] : [],
  );

/** Paths from the folder; none where it is not there. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/'));
}
