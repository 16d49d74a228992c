import { toYaml } from '../lib/manifest/yaml';
import { changesOf } from '../lib/review/changes';
import { loadSample } from '../lib/testing/sample-rack';
import { meaningOf } from './meaning';

const set = (image: string) =>
  toYaml({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'chat', namespace: 'ml' },
    spec: { replicas: 4, template: { spec: { containers: [{ name: 'chat', image }] } } },
  });
const tree = (image: string) => new Map([['apps/chat/ml/StatefulSet.chat.yaml', set(image)]]);
const map = toYaml({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'n' } });
const written = (count: number) => ({
  written: Array.from({ length: count }, (_, n) => `${n}`),
  removed: [],
  unchanged: 3,
});
const rack = { ...loadSample(), name: 'attic' };
const change = (before: Map<string, string>, after: Map<string, string>) => ({
  before,
  after,
  changes: before.size === 0 ? [] : changesOf(before, after),
});

test.each([
  ['a restart', change(tree('a:1'), tree('a:2')), 1, [], 'attic: chat restarts, 1 of 4 at a time; nothing is deleted'],
  ['a removal', change(tree('a:1'), new Map()), 1, [], 'attic: deleted: ml/StatefulSet/chat'],
  [
    'two new apps',
    change(
      tree('a:1'),
      new Map([...tree('a:1'), ['apps/notes/n/ConfigMap.x.yaml', map], ['apps/plain/p/ConfigMap.x.yaml', map]]),
    ),
    2,
    [],
    'attic: notes and plain are created; nothing is deleted',
  ],
  ['nothing', change(tree('a:1'), tree('a:1')), 0, [], 'attic: nothing changes'],
  ['facts alone', change(tree('a:1'), tree('a:1')), 2, [], 'attic: the cluster does not notice'],
  [
    'machines',
    change(tree('a:1'), tree('a:1')),
    0,
    ['talos/attic/all.yaml', 'docs/ledger-attic.md'],
    'attic: 1 machine file to apply',
  ],
  [
    'a first tree',
    change(new Map(), tree('a:1')),
    9,
    [],
    'attic: written for the first time; next: npx rackwright bootstrap',
  ],
])('%s', (_, what, count, documents, meaning) => {
  expect(meaningOf({ rack, change: what }, { written: written(count), documents })).toBe(meaning);
});
