import type { Tree } from '../../lib/output/write';

export const rack = 'crash';

/** Two trees that share files, change some, and each have some that the other lacks, in folders of their own. */
export const trees: Record<'a' | 'b', Tree> = { a: tree('a'), b: tree('b') };

function tree(version: 'a' | 'b'): Tree {
  const files = new Map<string, string>();
  for (let number = 0; number < 60; number++) {
    const own = number % 3 === 0;
    const folder = own ? `apps/only-${version}/ns-${number % 4}` : `apps/app-${number % 5}/ns-${number % 2}`;
    const content = number % 3 === 1 ? 'same' : version;
    files.set(`${folder}/Kind.${number}.yaml`, `${content}: ${number}\n`.repeat(1 + ((number * 37) % 900)));
  }
  const entry = (file: string) => ({ file, app: version, source: 'trees.ts', specPath: 'apps', connects: [] });
  return { files, objects: Object.fromEntries([...files.keys()].map((file) => [file, entry(file)])) };
}
