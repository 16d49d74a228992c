import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeTree } from '../lib/output/write';
import { checkReference, referenceText } from '../lib/testing/reference-rack';
import { runExplain } from './explain';

/** A repository with the reference rack as it is rendered, and with the files that places are named by. */
const root = mkdtempSync(join(tmpdir(), 'explain-'));
const place = { root, cwd: root };
beforeAll(() => {
  const { rack, tree } = checkReference();
  mkdirSync(join(root, 'clusters'));
  writeFileSync(join(root, 'clusters/homelab.yaml'), referenceText);
  writeTree(join(root, 'dist'), rack.name, tree!);
  for (const file of ['lib/apps/data/redis.ts', 'secrets/homelab/data/redis-users.sops.yaml']) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), '');
  }
});
afterAll(() => rmSync(root, { recursive: true }));

const lineOf = (text: string, title: string) => text.split(`  ${title}\n`)[1]?.split(/\n {2}\w/)[0] ?? '';

test('an object says who wants it, what it uses, who uses it, what stops and what the gate says', () => {
  const text = runExplain(place, 'data/StatefulSet/redis', false);
  expect(text).toContain('app redis (lib/apps/data/redis.ts), steered by apps.redis, clusters/homelab.yaml:');
  expect(lineOf(text, 'what it uses')).toContain('data/ConfigMap/redis (');
  expect(lineOf(text, 'what it uses')).toContain('data/PersistentVolumeClaim/data-redis-0 (its volume)');
  expect(lineOf(text, 'who uses it')).toContain('ml/Deployment/litellm (connects to');
  expect(lineOf(text, 'what stops without it')).toContain('ml/StatefulSet/open-webui');
  expect(lineOf(text, 'what the gate says of removing it')).toContain('error review/removes');
});

test('who only scrapes metrics goes on without', () => {
  expect(lineOf(runExplain(place, 'data/StatefulSet/redis', false), 'what stops without it')).not.toContain(
    'StatefulSet/prometheus',
  );
});

test.each([
  ['a Secret that is sealed', 'data/Secret/redis-users', 'secrets/homelab/data/redis-users.sops.yaml'],
  ['a short name means the program', 'redis', 'data/StatefulSet/redis\n'],
  ['a kind and a name', 'ConfigMap/redis', 'data/ConfigMap/redis\n'],
  ['a file of dist/', 'dist/homelab/apps/redis/data/Service.redis.yaml:3', 'data/Service/redis\n'],
  ['the file of an app', 'lib/apps/data/redis.ts', 'data/StatefulSet/redis\n'],
  ['a Secret’s own file', 'secrets/homelab/data/redis-users.sops.yaml', 'data/Secret/redis-users\n'],
])('%s', (_, named, words) => {
  expect(runExplain(place, named, false)).toContain(words);
});

test('a line of the rack file is of the app it stands in', () => {
  const { at } = JSON.parse(runExplain(place, 'redis', true).split('\n')[0]!) as { at: { file: string; line: number } };
  expect(runExplain(place, `${at.file}:${at.line}`, false)).toContain('data/StatefulSet/redis\n');
});

test('what is not there is told with what was meant', () => {
  expect(() => runExplain(place, 'reddis', false)).toThrow('dist/ has nothing called reddis: did you mean redis?');
});
