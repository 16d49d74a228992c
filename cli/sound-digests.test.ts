import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { soundDigests } from './sound-digests';

let root: string;
let bundle: string;
const file = 'clusters/homelab.yaml';
const cache = () => join(root, 'node_modules', '.cache', 'rackwright');
const known = (of = bundle) => [...soundDigests(root, file, of).known];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sound-digests-'));
  mkdirSync(join(root, 'node_modules'));
  bundle = join(root, 'rackwright.cjs');
  writeFileSync(bundle, '// rules of one version');
});
afterEach(() => rmSync(root, { recursive: true }));

test('what one run keeps the next one of the same bundle knows', () => {
  expect(known()).toEqual([]);
  soundDigests(root, file, bundle).keep(new Set(['a', 'b']));
  expect(known()).toEqual(['a', 'b']);
  expect(readdirSync(cache())).toEqual(['sound-homelab']);
});

test.each([
  ['a bundle with other rules', () => writeFileSync(bundle, '// rules of the next version')],
  ['a torn file', () => writeFileSync(join(cache(), 'sound-homelab'), 'a\nb')],
  ['a removed cache', () => rmSync(cache(), { recursive: true })],
])('%s begins anew', (_what, change) => {
  soundDigests(root, file, bundle).keep(new Set(['a', 'b']));
  change();
  expect(known()).toEqual([]);
});

test('another rack has a file of its own', () => {
  soundDigests(root, file, bundle).keep(new Set(['a']));
  expect([...soundDigests(root, 'clusters/other.yaml', bundle).known]).toEqual([]);
});

test('sources that are no bundle keep nothing', () => {
  const sources = soundDigests(root, file, join(root, 'main.ts'));
  sources.keep(new Set(['a']));
  expect(known(join(root, 'main.ts'))).toEqual([]);
  expect(readdirSync(join(root, 'node_modules'))).toEqual([]);
});

test('a repository without packages gets no folder for them', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  soundDigests(root, file, bundle).keep(new Set(['a']));
  expect(readdirSync(root)).toEqual(['rackwright.cjs']);
});

test('a place that cannot be written is no error', () => {
  rmSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules'), 'a file');
  expect(() => soundDigests(root, file, bundle).keep(new Set(['a']))).not.toThrow();
});
