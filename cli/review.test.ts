import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { toYaml } from '../lib/manifest/yaml';
import { runReview } from './review';

/** A repository with one rack in one commit, whose files are then changed at will. */
let root: string;
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const store = (retentionPolicy: string) =>
  toYaml({
    apiVersion: 'barmancloud.cnpg.io/v1',
    kind: 'ObjectStore',
    metadata: { name: 'backups', namespace: 'data' },
    spec: { retentionPolicy },
  });
const storeFile = 'dist/sample/apps/postgres/data/ObjectStore.backups.yaml';
const commit = (message: string) => {
  git('add', '-A');
  git('commit', '-qm', message);
};

function review(
  base: string | undefined,
  head = 'dist',
  options: object = {},
  cwd = root,
): { code: number; text: string } {
  let text = '';
  const out = { write: (more: string) => (text += more) };
  const code = runReview({ root, cwd }, base, head, { ...options, out });
  return { code, text };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'review-'));
  git('init', '-q', '--initial-branch=main');
  write('clusters/sample.yaml', 'name: sample\napps:\n  postgres: on\n');
  write('talos/sample/all.yaml', 'kind: ResolverConfig\n');
  write(storeFile, store('30d'));
  const objects = { 'data/ObjectStore/backups': { specPath: 'apps.postgres', connects: [] } };
  write('dist/sample/facts/postgres.json', JSON.stringify({ objects }));
  write('dist/sample/rack.json', JSON.stringify({ facts: { rack: { blades: [{ name: 'a', role: 'worker' }] } } }));
  commit('base');
});
afterEach(() => rmSync(root, { recursive: true }));

test('a tree beside itself changes nothing, in every form', () => {
  expect(review('HEAD')).toEqual({ code: 0, text: 'sample: nothing changes\n' });
  expect(review('HEAD', 'HEAD').text).toBe('sample: nothing changes\n');
  expect(JSON.parse(review('HEAD', 'dist', { json: true }).text)).toMatchObject({
    rack: 'sample',
    effects: [],
    findings: [],
  });
  expect(JSON.parse(review('HEAD', 'dist', { format: 'sarif' }).text)).toMatchObject({ runs: [{ results: [] }] });
});

test('a loss is code 3 and names the line of the rack file, whatever the two sides are', () => {
  write(storeFile, store('1d'));
  const loss = { code: 3, text: expect.stringContaining('(review/backups, clusters/sample.yaml:3)') as string };
  expect(review('HEAD')).toEqual(loss);
  expect(review('HEAD', join(root, 'dist/sample'))).toEqual(loss);
  expect(review('HEAD', 'dist', {}, root)).toEqual(loss);
  commit('one day');
  expect(review('HEAD^', 'HEAD')).toEqual(loss);
  const [result] = (JSON.parse(review('HEAD^', 'HEAD', { format: 'sarif' }).text) as { runs: { results: object[] }[] })
    .runs[0]!.results;
  expect(result).toMatchObject({ relatedLocations: [{ physicalLocation: { artifactLocation: { uri: storeFile } } }] });
});

test('without a base, a branch is held against where it left main', () => {
  git('switch', '-qc', 'change');
  write(storeFile, store('1d'));
  commit('one day');
  expect(review(undefined)).toMatchObject({ code: 3 });
});

test('an acknowledgement counts while head has it and base has not', () => {
  write(storeFile, store('1d'));
  const [, digest] = /rackwright acknowledge ([0-9a-f]{16})/.exec(review('HEAD').text)!;
  write(
    `acknowledged/sample/${digest}.yaml`,
    `rule: review/backups\nobject: data/ObjectStore/backups\nreason: tried out\n`,
  );
  expect(review('HEAD').code).toBe(0);
  commit('one day, acknowledged');
  expect(review('HEAD^', 'HEAD').code).toBe(0);
  // Back to thirty days, and the same slip again: the old acknowledgement is in base, so it allows nothing.
  write(storeFile, store('30d'));
  commit('thirty days');
  write(storeFile, store('1d'));
  expect(review('HEAD').code).toBe(3);
});

test('a rack under another name is compared with itself', () => {
  git('mv', 'dist/sample', 'dist/other');
  git('mv', 'clusters/sample.yaml', 'clusters/other.yaml');
  git('mv', 'talos/sample', 'talos/other');
  expect(review('HEAD')).toEqual({ code: 0, text: 'other: nothing changes\n' });
  write('dist/other/apps/postgres/data/ObjectStore.backups.yaml', store('1d'));
  expect(review('HEAD')).toMatchObject({ code: 3 });
});

test('machine files and racks that come and go are told', () => {
  write('talos/sample/all.yaml', 'kind: ResolverConfig\nnameservers: []\n');
  expect(review('HEAD').text).toContain('apply-config talos/sample/all.yaml: a: ResolverConfig');
  write('dist/second/rack.json', '{}');
  write(
    'dist/second/apps/a/ConfigMap.a.yaml',
    toYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } }),
  );
  expect(review('HEAD').text).toContain('second: ');
});

test.each([
  ['no revision', 'nowhere', 'nowhere is neither a folder nor a revision of this repository'],
  ['an option', '--output=x', '--output=x is neither a folder nor a revision of this repository'],
  ['a folder without trees', 'talos/sample', 'talos/sample holds no tree: name dist, or dist/<rack>'],
])('%s is told and not taken for a tree', (_, base, words) => {
  expect(() => review(base)).toThrow(words);
});

test('a repository in a folder of a larger one is compared by its own files', () => {
  const outer = root;
  write('rack/clusters/sample.yaml', 'name: sample\n');
  write('rack/dist/sample/rack.json', '{}');
  write(
    'rack/dist/sample/apps/a/ConfigMap.a.yaml',
    toYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'b' } }),
  );
  commit('inner');
  root = join(outer, 'rack');
  expect(review('HEAD')).toEqual({ code: 0, text: 'sample: nothing changes\n' });
  root = outer;
});
