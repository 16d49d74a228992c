import { rackView } from '../checks/rack-view';
import { all, edited, set } from '../checks/testing/edits';
import { soundRack } from '../checks/testing/sound-rack';
import { checkReference } from '../testing/reference-rack';
import { bears, breakingPairs, quorumSets } from './quorum';

const reference = quorumSets(rackView(checkReference().facts));
const ofReference = (what: string) => reference.find((each) => each.what === what)!;

test.each([
  ['etcd', 3, 2, 3, 5],
  ['PostgreSQL', 3, 2, 3, 5],
  ['Redis', 3, 2, 3, 5],
  ['object store', 4, 3, 6, 5],
  ['Alertmanager', 3, 1, 0, undefined],
  ['volumes of longhorn-replicated', 3, 1, 0, undefined],
])('%s of the reference rack: %s members, of which %s must be up', (what, members, needs, pairs, bearingTwo) => {
  const found = ofReference(what);
  expect([found.members.length, found.needs, breakingPairs(found), found.larger?.members]).toEqual([
    members,
    needs,
    pairs,
    bearingTwo,
  ]);
});

test('every set of the reference rack that states a number states the right one', () => {
  for (const { id, stated, needs } of reference) if (stated !== undefined) expect([id, stated]).toEqual([id, needs]);
});

const database = (instances: number, synchronous: object | undefined) => {
  const edit = all(
    set('data/Cluster/postgres', 'spec.instances', instances),
    set('data/Cluster/postgres', 'spec.postgresql', { synchronous }),
  );
  return quorumSets(rackView(edited(soundRack, edit))).find(({ what }) => what === 'PostgreSQL')!;
};

test.each([
  ['nobody is waited for', 3, undefined, 1],
  ['one is waited for', 3, { number: 1 }, 2],
  ['one is waited for if there is one', 3, { number: 1, dataDurability: 'preferred' }, 1],
  ['two are waited for', 3, { number: 2 }, 3],
  ['a failover must find every commit', 5, { number: 1, failoverQuorum: true }, 4],
  ['five bear two where two are waited for', 5, { number: 2, failoverQuorum: true }, 3],
])('a database where %s', (_name, instances, synchronous, needs) => {
  const found = database(instances, synchronous);
  expect(found.needs).toBe(needs);
  expect(bears(found)).toBe(instances - needs);
});
