import { join } from 'node:path';
import { checkTree, explainStale } from './check-tree';
import { type Tree, wholeTree } from './output/compare-tree';
import { buildRack } from './synth';

/** The only rack of the repository that is sure to have no error. */
const {
  rack,
  facts: factsOfSynth,
  findings,
  tree,
} = buildRack({ root: join(__dirname, '..'), file: 'clusters/homelab.yaml' });
const synthesized = { facts: factsOfSynth!, findings, tree };

function filesOf(tree: Tree): Map<string, Uint8Array> {
  return new Map([...wholeTree(rack!.name, tree)].map(([path, content]) => [path, Buffer.from(content)]));
}

const rackName = rack!.name;
const files = filesOf(synthesized.tree!);
const redis = 'apps/redis/data/StatefulSet.redis.yaml';

function edited(path: string, edit: (text: string) => string): Map<string, Uint8Array> {
  const text = Buffer.from(files.get(path) ?? '').toString('utf8');
  expect(edit(text)).not.toBe(text);
  return new Map(files).set(path, Buffer.from(edit(text)));
}

const errors = (found: ReturnType<typeof checkTree>) => found.findings.filter(({ level }) => level === 'error');

test('a tree read back gives the findings that its synth gave, without an app', () => {
  expect(checkTree(rackName, files).findings).toEqual(synthesized.findings);
});

test('a tree read back gives the facts that its synth had', () => {
  const { facts } = checkTree(rackName, files);
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const { rendered, images, ...rest } = synthesized.facts;
  const byName = <T extends { app?: string }>(list: readonly T[]) =>
    [...list].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  for (const key of ['secrets', 'operatorMade', 'releases', 'scrapes', 'stated'] as const) {
    expect(plain(byName(facts![key] as readonly { app?: string }[]))).toEqual(
      plain(byName(rest[key] as readonly { app?: string }[])),
    );
  }
  expect(plain(facts!.rack)).toEqual(plain(rest.rack));
  expect(plain(facts!.laws)).toEqual(plain(rest.laws));
  expect(facts!.rendered).toHaveLength(rendered.length);
  expect(facts!.images).toMatchObject({ redis: images['redis'] });
});

test.each<[string, () => Map<string, Uint8Array>, object[]]>([
  [
    'an image that was bumped by hand, with the file to bump it in',
    () => edited(redis, (text) => text.replace(/(image: docker.io\/library\/redis):[^@\s]+/, '$1:9.9.9')),
    [
      {
        rule: 'images/lock',
        object: 'data/StatefulSet/redis',
        fix: expect.stringContaining('images.lock.yaml') as string,
      },
    ],
  ],
  [
    'a Secret in the clear that was put there',
    () =>
      new Map(files).set(
        'apps/redis/data/Secret.mine.yaml',
        Buffer.from(
          'apiVersion: v1\nkind: Secret\nmetadata: {name: mine, namespace: data}\nstringData: {password: hunter2}\n',
        ),
      ),
    [{ rule: 'secrets/plaintext', object: 'data/Secret/mine', path: 'stringData.password' }],
  ],
  [
    'a Secret that only pretends to be encrypted',
    () =>
      new Map(files).set(
        'apps/redis/data/Secret.mine.sops.yaml',
        Buffer.from(
          'apiVersion: v1\nkind: Secret\nmetadata: {name: mine, namespace: data}\nstringData: {password: hunter2}\nsops: {mac: x}\n',
        ),
      ),
    [{ rule: 'secrets/plaintext', object: 'data/Secret/mine' }],
  ],
  [
    'an edit that breaks no rule',
    () => edited('apps/redis/data/ConfigMap.redis.yaml', (text) => text.replace(/appendonly yes/, 'appendonly no')),
    [{ rule: 'output/edited', object: `dist/${rackName}/apps/redis/data/ConfigMap.redis.yaml` }],
  ],
  [
    'marks of a merge',
    () => edited(redis, (text) => `<<<<<<< HEAD\n${text}`),
    [{ rule: 'output/readable', object: `dist/${rackName}/${redis}` }],
  ],
  [
    'a part of a later Rackwright',
    () => edited('facts/redis.json', (text) => text.replace('"schema": 1', '"schema": 9')),
    [{ rule: 'output/readable', fix: 'update Rackwright' }],
  ],
])('names %s', (_, harmed, expected) => {
  const found = errors(checkTree(rackName, harmed()));
  for (const each of expected) expect(found).toContainEqual(expect.objectContaining(each));
});

test('a tree that does not describe itself is said to be so, and nothing else', () => {
  const bare = new Map([...files].filter(([path]) => path !== 'rack.json'));
  const { facts, findings } = checkTree(rackName, bare);
  expect(facts).toBeUndefined();
  expect(findings).toMatchObject([{ rule: 'output/readable', object: `dist/${rackName}/rack.json` }]);
});

describe('why a tree is not what synth writes', () => {
  const differs = [
    { path: redis, what: 'changed' as const },
    { path: 'facts/redis.json', what: 'changed' as const },
  ];

  test('a bump made by hand is named for what it is', () => {
    const harmed = edited(redis, (text) => text.replace(/(image: docker.io\/library\/redis):[^@\s]+/, '$1:9.9.9'));
    const rules = explainStale(rackName, harmed, differs.slice(0, 1)).map(({ rule }) => rule);
    expect(new Set(rules)).toEqual(new Set(['images/lock']));
  });

  test('a tree whose every file is as some synth wrote it came by a merge, or its sources changed', () => {
    expect(explainStale(rackName, files, differs)).toEqual([
      expect.objectContaining({ rule: 'output/fresh', message: expect.stringContaining('a merge') as string }),
    ]);
  });
});
