import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyVendored, vendored } from './vendored';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'rackwright-vendored-'));
  folder = join(parent, 'attic');
  mkdirSync(folder);
  writeFileSync(join(parent, 'rackwright-0.3.0.tgz'), 'packed');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

test.each([
  '0.3.0',
  'git+https://git.example.org/rackwright#v0.3.0',
  'https://example.org/rackwright-0.3.0.tgz',
  'file:../other',
])('what npm finds by itself is named as it is: %s', (spec) => expect(vendored(folder, spec)).toEqual({ spec }));

test('a tarball beside the repository is put into it', () => {
  const found = vendored(folder, 'file:../rackwright-0.3.0.tgz');
  expect(found.spec).toBe('file:vendor/rackwright-0.3.0.tgz');
  copyVendored(folder, found);
  expect(readFileSync(join(folder, 'vendor/rackwright-0.3.0.tgz'), 'utf8')).toBe('packed');
});

test('one that lies in it stays where it is', () => {
  mkdirSync(join(folder, 'vendor'));
  writeFileSync(join(folder, 'vendor/rackwright-0.3.0.tgz'), 'packed');
  expect(vendored(folder, 'file:vendor/rackwright-0.3.0.tgz')).toEqual({ spec: 'file:vendor/rackwright-0.3.0.tgz' });
});
