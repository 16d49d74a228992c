/**
 * What the package carries beside the program, by path from the root: pages that an owner reads beside a rack's own, and
 * that these lead to.
 */
export const packedPages: readonly string[] = [
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

/** @param path of a file or folder, from the root */
export function isPacked(path: string): boolean {
  return packedPages.some((each) => path === each || path.startsWith(`${each}/`));
}
