import { posix } from 'node:path';
import { isPacked } from './packed-pages';
import { sectionsOf } from './page-section';
import { runbookPage } from './runbook-page';
import { isPageOf, partsFor } from './runbook-parts';
import { type RackAndApps, hasOf } from './what-it-has';

export interface RunbooksInput extends RackAndApps {
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
export function runbookPages({ pages, productDocs, ...input }: RunbooksInput): Record<string, string> {
  const { rack } = input;
  const has = hasOf(input);
  const texts = new Map(pagesOfRack(pages, has).map(([name, text]) => [name, runbookPage(partsFor(text, has), rack)]));
  const sections = new Map([...texts].map(([name, text]) => [name, new Set(sectionsOf(text).keys())]));
  return Object.fromEntries(
    [...texts].map(([name, text]) => [
      `${runbookFolder(rack.name)}/${name}.md`,
      withLinks(text, { sections, productDocs }),
    ]),
  );
}

/** Those that speak of something the rack has. */
export function pagesOfRack(pages: ReadonlyMap<string, string>, has: ReturnType<typeof hasOf>): [string, string][] {
  return [...pages].filter(([name, text]) => !has.off.has(name) && isPageOf(text, has));
}

interface Known {
  /** Anchors of every page that the rack has. */
  sections: ReadonlyMap<string, ReadonlySet<string>>;
  productDocs?: boolean;
}

/** Links lead to pages and sections that this rack has, or become words. */
function withLinks(page: string, { sections, productDocs }: Known): string {
  const paragraphs = page.split('\n\n').map((each) => (isList(each) ? withoutOff(each, sections) : each));
  return paragraphs.join('\n\n').replaceAll(/\[([^\]]+)\]\(([^)\s]+)\)/g, (link, words: string, target: string) => {
    const sibling = pageOf(target);
    if (sibling !== undefined) {
      const [, anchor] = target.split('#');
      const anchors = sections.get(sibling);
      if (anchors === undefined) return words;
      return anchor === undefined || anchors.has(anchor) ? link : `[${words}](${sibling}.md)`;
    }
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

function withoutOff(list: string, names: Pick<ReadonlySet<string>, 'has'>): string {
  const [, label = '', entries = ''] = /^(\w+: )?(.*)$/s.exec(list) ?? [];
  const kept = entries.split(/\s+\u00b7\s+/).filter((entry) => {
    const page = pageOf(/\(([^)]+)\)/.exec(entry)?.[1] ?? '');
    return page === undefined || names.has(page);
  });
  return kept.length === 0 ? `${label}none.` : `${label}${kept.join(' ·\n')}`;
}
