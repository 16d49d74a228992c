import { posix } from 'node:path';
import type { RackFacts } from '../facts/facts';
import type { App } from '../kit/app';
import type { RackSpec } from '../rack-file/rack';
import { isPacked } from './packed-pages';
import { runbookPage } from './runbook-page';
import { type Has, isPageOf, partsFor } from './runbook-parts';

export interface RunbooksInput {
  rack: RackSpec;
  /** Apps that run on it, as `busyApps` finds them. */
  apps: readonly string[];
  /** Every app that there is, on or off. */
  allApps: readonly Pick<App, 'name' | 'namespaces'>[];
  /** Texts of the pages, written for the reference rack, by name: `redis`. */
  pages: ReadonlyMap<string, string>;
  /** Whether the other pages of Rackwright stand in docs/, too: in its own repository. @default false */
  productDocs?: boolean;
}

/** Folder of a rack's own pages, from the root. */
export const runbookFolder = (rack: string): string => `docs/runbooks-${rack}`;

/**
 * The runbooks of one rack, by path from the root: its names, its addresses, and pages of no app that it does not run.
 *
 * @throws when a page would show an address of another rack
 */
export function runbookPages({ rack, apps, allApps, pages, productDocs }: RunbooksInput): Record<string, string> {
  const has = hasOf({ rack, apps, allApps });
  const { off } = has;
  const kept = [...pages].filter(([name, text]) => !off.has(name) && isPageOf(text, has));
  const names = new Set(kept.map(([name]) => name));
  return Object.fromEntries(
    kept.map(([name, text]) => [
      `${runbookFolder(rack.name)}/${name}.md`,
      withLinks(runbookPage(partsFor(text, has), rack), { names, productDocs }),
    ]),
  );
}

/** Apps that are on and found something to do: without a fan there is no fan daemon, though the rack file names it. */
export function busyApps({ rack, rendered, scrapes }: Pick<RackFacts, 'rack' | 'rendered' | 'scrapes'>): string[] {
  const busy = new Set([...rendered, ...scrapes].map(({ app }) => app));
  return Object.keys(rack.apps).filter((name) => busy.has(name));
}

/** What parts of pages are about. */
export function hasOf({ rack, apps, allApps }: Pick<RunbooksInput, 'rack' | 'apps' | 'allApps'>): Has {
  const isOn = ({ name }: Pick<App, 'name'>) => apps.includes(name);
  const namespacesOf = (some: RunbooksInput['allApps']) =>
    new Set(some.flatMap(({ namespaces }) => Object.keys(namespaces)));
  const used = namespacesOf(allApps.filter(isOn));
  const sections = [
    ...(rack.certificates.acme ? ['certificates.acme'] : []),
    ...(rack.backups.offsite ? ['backups.offsite'] : []),
    ...(rack.objects ? ['objects'] : []),
  ];
  const off = allApps.filter((each) => !isOn(each));
  return {
    on: new Set([...apps, ...sections]),
    off: new Set(off.map(({ name }) => name)),
    offNamespaces: new Set([...namespacesOf(off)].filter((each) => !used.has(each))),
  };
}

interface Known {
  names: ReadonlySet<string>;
  productDocs?: boolean;
}

/** Links lead to pages that this rack has, or become words. */
function withLinks(page: string, { names, productDocs }: Known): string {
  const paragraphs = page.split('\n\n').map((each) => (isList(each) ? withoutOff(each, names) : each));
  return paragraphs.join('\n\n').replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (link, words: string, target: string) => {
    const sibling = pageOf(target);
    if (sibling !== undefined) return names.has(sibling) ? link : words;
    if (!target.startsWith('../') || productDocs) return link;
    const [path = ''] = posix.join('docs/runbooks', target).split('#');
    if (ofTheRack.test(path)) return link;
    return isPacked(path) ? `${words} (\`node_modules/rackwright/${path}\`)` : words;
  });
}

/** Pages that are written beside the runbooks for every rack. */
const ofTheRack = /^docs\/(bootstrap|ledger|budget|proof)-/;

const pageOf = (target: string): string | undefined => /^([a-zA-Z-]+)\.md(?:#.*)?$/.exec(target)?.[1];

/** `Data: [minio](minio.md) · [postgres](postgres.md)` */
const isList = (paragraph: string): boolean =>
  /^(?:\w+: )?\[[^\]]+\]\([^)]+\)(?:\s\u00b7\s\[[^\]]+\]\([^)]+\))+\s*$/.test(paragraph);

function withoutOff(list: string, names: ReadonlySet<string>): string {
  const [, label = '', entries = ''] = /^(\w+: )?(.*)$/s.exec(list) ?? [];
  const kept = entries.split(/\s+\u00b7\s+/).filter((entry) => {
    const page = pageOf(/\(([^)]+)\)/.exec(entry)?.[1] ?? '');
    return page === undefined || names.has(page);
  });
  return kept.length === 0 ? `${label}none.` : `${label}${kept.join(' ·\n')}`;
}
