import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { besideTrees } from './beside-trees';

const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: b }\nstringData: { password: hunter2 }\n';
const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: b }\ndata: { a: b }\n';

/** What is said of one file in dist/, beside a tree that says what it is and one of an older version that does not. */
function said(path: string, text: string): string[] {
  const root = mkdtempSync(join(tmpdir(), 'rackwright-beside-'));
  const files: Record<string, string> = {
    'dist/rack/rack.json': '{}',
    'dist/older/apps/redis/Secret.redis.yaml': secret,
    [path]: text,
  };
  for (const [each, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, each)), { recursive: true });
    writeFileSync(join(root, each), content);
  }
  return besideTrees(root).map(({ level, rule, object, path: at }) => `${level} ${rule} ${object} ${at}`);
}

test.each<[string, string, string, string[]]>([
  ['a Secret in the clear', 'dist/mine.yaml', secret, ['error secrets/plaintext dist/mine.yaml stringData.password']],
  [
    'one in a folder that is no rack’s',
    'dist/notes/mine.yml',
    secret,
    ['error secrets/plaintext dist/notes/mine.yml stringData.password'],
  ],
  [
    'one behind another document',
    'dist/mine.yaml',
    `${settings}---\n${secret}`,
    ['error secrets/plaintext dist/mine.yaml stringData.password'],
  ],
  ['what no rack has', 'dist/mine.yaml', settings, ['warning output/edited dist/mine.yaml ']],
  ['a file of a tree, which the rules of trees look at', 'dist/rack/mine.yaml', secret, []],
  ['what is no manifest', 'dist/README.md', 'kind: Secret', []],
  ['YAML that is no manifest', 'dist/renovate.yaml', 'kind: Secret\n', []],
  ['YAML that is broken', 'dist/broken.yaml', '{ kind: Secret', []],
])('beside the trees of racks, of %s', (_, path, text, expected) => {
  expect(said(path, text)).toEqual(expected);
});

test('without dist/ there is nothing to say', () => {
  expect(besideTrees(mkdtempSync(join(tmpdir(), 'rackwright-beside-')))).toEqual([]);
});
