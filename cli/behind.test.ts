import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { behindTheirRackFile } from './behind';

/** What a review says first, where dist/ is not what the rack file says. */
let root: string;
const file = 'clusters/one-node.yaml';
const rewrite = (from: RegExp, to: string) => {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(from);
  writeFileSync(path, text.replace(from, to));
};

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'behind-'));
  mkdirSync(join(root, 'clusters'));
  cpSync('images.lock.yaml', join(root, 'images.lock.yaml'));
});
beforeEach(() => cpSync('clusters/examples/one-node.yaml', join(root, file)));
afterAll(() => rmSync(root, { recursive: true }));

test('without racks nothing is said', () => {
  expect(behindTheirRackFile(tmpdir())).toEqual([]);
});

test('a tree that was never written is not behind', () => {
  expect(behindTheirRackFile(root)).toEqual([]);
});

test('a tree with something that the rack file does not make is behind', () => {
  const folder = join(root, 'dist/one-node/apps/redis/data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'Service.redis.yaml'),
    'apiVersion: v1\nkind: Service\nmetadata: { name: redis, namespace: data }\nspec: { clusterIP: None }\n',
  );
  expect(behindTheirRackFile(root)).toEqual([expect.stringContaining('dist/one-node is not what')]);
});

test('a rack file that is refused is told as refused', () => {
  rewrite(/gateway: \S+/, 'gateway: router');
  expect(behindTheirRackFile(root)).toEqual([expect.stringMatching(/is refused, and dist\/.* is as it was before/)]);
});
