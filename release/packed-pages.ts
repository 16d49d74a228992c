import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { isPacked, packedPages } from '../lib/project/packed-pages';

/** Files of the package by path, from the root of this repository; of pages, every relative link leads to one of them. */
export function packedFiles(root: string): Map<string, Buffer | string> {
  const paths = packedPages.flatMap((path) =>
    statSync(join(root, path)).isDirectory()
      ? readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
          .map((file) => `${path}/${file.replaceAll('\\', '/')}`)
          .filter((file) => statSync(join(root, file)).isFile())
      : [path],
  );
  const isThere = (target: string) => isPacked(target) || paths.some((path) => path.startsWith(`${target}/`));
  return new Map(
    paths.map((path) => [
      path,
      path.endsWith('.md') && !isTemplate(path)
        ? withPackedLinks(readFileSync(join(root, path), 'utf8'), (link) =>
            isThere(normalize(join(dirname(path), link)).replace(/\/$/, '')),
          )
        : readFileSync(join(root, path)),
    ]),
  );
}

/** A rack's own runbooks are written from these, links included, as the source writes them. */
export const isTemplate = (path: string): boolean => path.startsWith('docs/runbooks/');

/** A page in which a link that leads nowhere has become its words; addresses and places in the page itself stay. */
export function withPackedLinks(page: string, isThere: (path: string) => boolean): string {
  return page.replaceAll(relativeLink, (link, words: string, path: string) => (isThere(path) ? link : words));
}

/** `[words](path#place)`; not `https://…`, and not `#place` alone. */
export const relativeLink = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?![a-z]+:)([^)\s#]+)(?:#[^)\s]*)?\)/g;
