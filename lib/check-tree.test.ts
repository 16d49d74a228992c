import { allRules } from './checks/all-rules';
import { rackView } from './checks/rack-view';
import { runRules } from './checks/run-rules';
import { secretObjectRules } from './checks/secrets/object-rules';
import { checkTree, editedByHand, explainStale } from './check-tree';
import { wholeTree } from './output/compare-tree';
import { type RackInput, renderRack, treeOf } from './synth';
import { loadSample, sampleImages } from './testing/sample-rack';

const rack = loadSample();
const secrets: RackInput['secrets'] = { files: [], hashes: new Map(), placeholders: [], verify: () => [] };
const { facts: factsOfSynth, layout } = renderRack({ rack, images: sampleImages, secrets });
/** All that take milliseconds: the schemas and the placement of pods look at nothing else. */
const rules = [...allRules, ...secretObjectRules];

const rackName = rack.name;
const files = new Map<string, Uint8Array>(
  [...wholeTree(rackName, treeOf(layout, factsOfSynth))].map(([path, content]) => [path, Buffer.from(content)]),
);
const redis = 'apps/redis/data/StatefulSet.redis.yaml';

function edited(path: string, edit: (text: string) => string): Map<string, Uint8Array> {
  const text = Buffer.from(files.get(path) ?? '').toString('utf8');
  expect(edit(text)).not.toBe(text);
  return new Map(files).set(path, Buffer.from(edit(text)));
}

const read = checkTree(rackName, files, { rules });

test('a tree read back gives the findings that its synth gave, without an app', () => {
  const ofSynth = runRules(rules, rackView(factsOfSynth), rack.accept);
  expect(ofSynth.length).toBeGreaterThan(0);
  expect(read.findings).toEqual(ofSynth);
});

test('a tree read back gives the facts that its synth had', () => {
  const facts = read.facts!;
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const inAnyOrder = (list: readonly unknown[]) => list.map((each) => JSON.stringify(each)).sort();
  const { rendered, images, rack: rackOfSynth, laws, ...lists } = factsOfSynth;
  for (const key of ['secrets', 'operatorMade', 'releases', 'scrapes', 'stated'] as const) {
    expect(inAnyOrder(facts[key])).toEqual(inAnyOrder(lists[key]));
  }
  expect(plain(facts.rack)).toEqual(plain(rackOfSynth));
  expect(plain(facts.laws)).toEqual(plain(laws));
  expect(facts.rendered).toHaveLength(rendered.length);
  expect(facts.images).toMatchObject({ redis: images['redis'] });
});

const clear = (name: string, more = '') =>
  Buffer.from(
    `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: data}\nstringData: {password: hunter2}\n${more}`,
  );
const bumped = edited(redis, (text) => text.replace(/(image: docker.io\/library\/redis):[^@\s]+/, '$1:9.9.9')).get(
  redis,
)!;

/** Everything at once: reading a tree and running every rule takes seconds. */
const harmed = new Map<string, Uint8Array>([
  ...files,
  [redis, bumped],
  ['apps/redis/data/Secret.mine.yaml', clear('mine')],
  ['apps/redis/data/Secret.pretended.sops.yaml', clear('pretended', 'sops: {mac: x}\n')],
  ...['apps/redis/data/ConfigMap.redis.yaml', 'apps/minio/data/ConfigMap.minio.yaml'].flatMap((path) =>
    files.has(path) ? [[path, Buffer.concat([files.get(path)!, Buffer.from('# by hand\n')])] as const] : [],
  ),
  ['apps/postgres/data/stray.yaml', Buffer.from('<<<<<<< HEAD\n')],
  [
    'facts/unpoller.json',
    edited('facts/unpoller.json', (text) => text.replace('"schema": 1', '"schema": 9')).get('facts/unpoller.json')!,
  ],
]);
const found = checkTree(rackName, harmed, { rules }).findings;

test.each<[string, object]>([
  [
    'an image that was bumped by hand, with the file to bump it in',
    {
      rule: 'images/lock',
      object: 'data/StatefulSet/redis',
      fix: expect.stringContaining('images.lock.yaml') as string,
    },
  ],
  ['a Secret in the clear that was put there', { rule: 'secrets/plaintext', object: 'data/Secret/mine' }],
  ['a Secret that only pretends to be encrypted', { rule: 'secrets/plaintext', object: 'data/Secret/pretended' }],
  [
    'an edit that breaks no rule',
    { rule: 'output/edited', object: `dist/${rackName}/apps/redis/data/ConfigMap.redis.yaml` },
  ],
  ['a file that is no object', { rule: 'output/readable', object: `dist/${rackName}/apps/postgres/data/stray.yaml` }],
  ['a part of a later Rackwright', { rule: 'output/readable', fix: 'update Rackwright' }],
])('names %s', (_, expected) => {
  expect(found).toContainEqual(expect.objectContaining(expected));
});

test('a tree that does not describe itself is said to be so, and nothing else', () => {
  const bare = new Map([...files].filter(([path]) => path !== 'rack.json'));
  const { facts, findings: said } = checkTree(rackName, bare, { rules });
  expect(facts).toBeUndefined();
  expect(said).toMatchObject([{ rule: 'output/readable', object: `dist/${rackName}/rack.json` }]);
});

describe('why a tree is not what synth writes', () => {
  const differs = [
    { path: redis, what: 'changed' as const },
    { path: 'facts/redis.json', what: 'changed' as const },
  ];

  test('a bump made by hand is named for what it is', () => {
    const named = explainStale(rackName, new Map(files).set(redis, bumped), differs.slice(0, 1), { rules }).map(
      ({ rule }) => rule,
    );
    expect(new Set(named)).toEqual(new Set(['images/lock']));
  });

  test('a bump made by hand is named, too, where undoing it would be refused', () => {
    const named = editedByHand(rackName, new Map(files).set(redis, bumped), { rules });
    expect(new Set(named.map(({ rule }) => rule))).toEqual(new Set(['images/lock']));
    expect(editedByHand(rackName, files, { rules })).toEqual([]);
  });

  test('a tree whose every file is as some synth wrote it came by a merge, or its sources changed', () => {
    expect(explainStale(rackName, files, differs, { rules })).toEqual([
      expect.objectContaining({ rule: 'output/fresh', message: expect.stringContaining('a merge') as string }),
    ]);
  });
});
