import { LayeredFiles, type KnownEntry } from './layered-files';

const entry = (path: string, type: KnownEntry['type'] = 'file', target = '', head = path): KnownEntry => ({
  type,
  path,
  target,
  mode: 0o755,
  size: 1,
  head: Buffer.from(head),
});
/** Layers from the top down. */
const files = (...layers: KnownEntry[][]) => {
  const all = new LayeredFiles();
  for (const layer of layers) all.addLayer(layer);
  return (path: string) => {
    const found = all.find(path);
    return found.kind === 'file' ? found.entry.head.toString() : found.kind;
  };
};

test.each<[name: string, layers: KnownEntry[][], path: string, found: string]>([
  ['the upper of two', [[entry('a', 'file', '', 'new')], [entry('a', 'file', '', 'old')]], '/a', 'new'],
  ['one of a layer below', [[entry('b')], [entry('a')]], '/a', 'a'],
  ['none that was whited out', [[entry('.wh.a')], [entry('a')]], '/a', 'not-yet'],
  ['none in a folder that was whited out', [[entry('d/.wh..wh..opq')], [entry('d/a')]], '/d/a', 'not-yet'],
  ['one that the same layer puts into an emptied folder', [[entry('d/.wh..wh..opq'), entry('d/a')], []], '/d/a', 'd/a'],
  ['none below a file that took the place of a folder', [[entry('d')], [entry('d/a')]], '/d/a', 'not-yet'],
  [
    'behind a link of a layer above',
    [[entry('bin', 'symlink', 'usr/bin')], [entry('usr/bin/a')]],
    '/bin/a',
    'usr/bin/a',
  ],
  ['behind an absolute link', [[entry('x/l', 'symlink', '/y/a')], [entry('y/a')]], 'x/l', 'y/a'],
  ['behind a link upwards', [[entry('x/y/l', 'symlink', '../../a')], [entry('a')]], 'x/y/l', 'a'],
  ['behind a hard link', [[entry('a'), entry('h', 'hardlink', 'a')]], '/h', 'a'],
  ['none behind links in a circle', [[entry('a', 'symlink', 'b'), entry('b', 'symlink', 'a')]], '/a', 'not-yet'],
  ['none outside of the root', [[entry('l', 'symlink', '../../../a')], [entry('a')]], '/l', 'a'],
])('finds %s', (_, layers, path, found) => {
  expect(files(...layers)(path)).toBe(found);
});
