import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** What the package carries beside the program: pages that an owner reads beside a rack's own, and that these lead to. */
const packed = [
  'LICENSE',
  'CHANGELOG.md',
  'README.md',
  'schema',
  ...[
    'runbooks',
    'decisions',
    'rack-file.md',
    'rules.md',
    'review.md',
    'fit.md',
    'secrets.md',
    'dashboards.md',
    'images.md',
    'images/the-rack.png',
    'thermal.md',
    'rename-a-rack.md',
  ].map((name) => `docs/${name}`),
];

/** Files of the package by path, from the root of this repository; of pages, every relative link leads to one of them. */
export function packedFiles(root: string): Map<string, Buffer | string> {
  const paths = packed.flatMap((path) =>
    statSync(join(root, path)).isDirectory()
      ? readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
          .map((file) => `${path}/${file.replaceAll('\\', '/')}`)
          .filter((file) => statSync(join(root, file)).isFile())
      : [path],
  );
  const isPacked = (target: string) => paths.some((path) => path === target || path.startsWith(`${target}/`));
  return new Map(
    paths.map((path) => [
      path,
      path.endsWith('.md')
        ? withPackedLinks(readFileSync(join(root, path), 'utf8'), (link) =>
            isPacked(normalize(join(dirname(path), link)).replace(/\/$/, '')),
          )
        : readFileSync(join(root, path)),
    ]),
  );
}

/** A page in which a link that leads nowhere has become its words; addresses and places in the page itself stay. */
export function withPackedLinks(page: string, isPacked: (path: string) => boolean): string {
  return page.replaceAll(relativeLink, (link, words: string, path: string) => (isPacked(path) ? link : words));
}

/** `[words](path#place)`; not `https://…`, and not `#place` alone. */
export const relativeLink = /\[((?:[^[\]]|\[[^\]]*\])*)\]\((?![a-z]+:)([^)\s#]+)(?:#[^)\s]*)?\)/g;
