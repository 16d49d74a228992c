import type { EffectLine } from '../../../lib/review/effects/effect';
import { type Snapshot, happenings } from './observe';
import type { Pair } from './pairs';
import { verdictOn } from './verdict';

const seen = (more: object = {}) => ({ uid: '1', isGoing: false, stated: 'a', revision: '1', ...more });
const snapshot = (objects: Record<string, object>): Snapshot =>
  new Map(Object.entries(objects).map(([id, more]) => [id, seen(more)]));

test.each<[string, Record<string, object>, Record<string, object>, [string, string][]]>([
  ['nothing', { a: {} }, { a: {} }, []],
  ['a new object', {}, { a: {} }, [['a', 'created']]],
  ['one that is gone', { a: {} }, {}, [['a', 'deleted']]],
  ['one that is going', { a: {} }, { a: { isGoing: true } }, [['a', 'deleted']]],
  ['another one of the name', { a: {} }, { a: { uid: '2', revision: '9' } }, [['a', 'recreated']]],
  ['other pods', { a: {} }, { a: { revision: '2', stated: 'b' } }, [['a', 'restarts']]],
  ['another value', { a: {} }, { a: { stated: 'b' } }, [['a', 'other']]],
])('%s happened', (_, before, after, happened) => {
  expect([...happenings(snapshot(before), snapshot(after))]).toEqual(happened);
});

const pair = (...lines: [EffectLine['effect'], string][]): Pair => ({
  name: 'a pair',
  apps: new Set(['a']),
  after: new Map(),
  isHarmless: false,
  lines: lines.map(([effect, object]) => ({ effect, object, app: 'a', detail: '' })),
});
const set = 'data/StatefulSet/redis';
const other = 'data/ConfigMap/redis';

test.each<[string, Pair, [string, 'created' | 'deleted' | 'recreated' | 'restarts' | 'other'][], string[], string[]]>([
  [
    'foretold and happened',
    pair(['restarts', set], ['changed in place', other]),
    [
      [set, 'restarts'],
      [other, 'other'],
    ],
    [],
    [],
  ],
  ['foretold and not happened', pair(['restarts', set]), [], [], [`${set}: foretold restarts, happened other`]],
  [
    'happened and not foretold',
    pair(['changed in place', other]),
    [[set, 'deleted']],
    [],
    [`${set}: foretold other, happened deleted`],
  ],
  [
    'refused as foretold, so that nothing else of the app happens',
    pair(['refused', set], ['created', other]),
    [],
    [set],
    [],
  ],
  ['refused and not foretold', pair(['restarts', set]), [], [set], [`${set}: foretold restarts, happened refused`]],
  ['what stays behind is still there', pair(['left behind', set]), [], [], []],
  [
    'what stays behind is gone',
    pair(['left behind', set]),
    [[set, 'deleted']],
    [],
    [`${set}: foretold other, happened deleted`],
  ],
  [
    'members of a Cluster, whose operator is not here',
    pair(['restarts', 'data/Cluster/postgres']),
    [['data/Cluster/postgres', 'other']],
    [],
    [],
  ],
])('%s', (_, tried, happened, refused, wrong) => {
  const objects = new Set(happened.map(([id]) => id));
  expect(verdictOn(tried, new Map(happened), new Set(refused), objects).wrong).toEqual(wrong);
});
