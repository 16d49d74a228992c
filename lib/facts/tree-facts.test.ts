import type { RackFacts } from './facts';
import { cutUp } from './tree-facts';

/** An app whose only object says this, and a lock of these images. */
function imagesKept(said: string, names: readonly string[]): string[] {
  const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { said } };
  const images = names.map((name) => [name, { image: name.split(':')[0], tag: name.split(':')[1], platforms: [] }]);
  const facts = {
    rack: { apps: { a: {} } },
    rendered: [{ manifest, app: 'a', source: '', specPath: '', connects: [] }],
    images: Object.fromEntries(images),
    secrets: [],
    operatorMade: [],
    releases: [],
    scrapes: [],
    stated: [],
  } as unknown as RackFacts;
  return Object.keys(cutUp(facts).apps['a']?.images ?? {});
}

describe('an app keeps the images that its objects name', () => {
  test.each([
    ['by tag', 'image: a.io/b:1.2', ['a.io/b:1.2', 'a.io/c:1'], ['a.io/b:1.2']],
    [
      'several, in the order of the lock',
      'a.io/c:1 a.io/b:1.2',
      ['a.io/b:1.2', 'a.io/c:1'],
      ['a.io/b:1.2', 'a.io/c:1'],
    ],
    ['one whose name begins another', 'a.io/b:1.2', ['a.io/b:1', 'a.io/b:1.2'], ['a.io/b:1', 'a.io/b:1.2']],
    ['one whose name ends another', 'a.io/b:1', ['b:1', 'a.io/b:1'], ['b:1', 'a.io/b:1']],
    ['none that only looks like one', 'aXio/b:1', ['a.io/b:1'], []],
    ['none of an empty lock', 'a.io/b:1', [], []],
  ])('%s', (_name, said, lock, kept) => {
    expect(imagesKept(said, lock)).toEqual(kept);
  });
});
