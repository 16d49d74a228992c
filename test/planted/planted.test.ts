import { soundRack } from '../../lib/checks/testing/sound-rack';
import { allFaults } from './all-faults';
import { set } from './fault';
import { judgeByRules } from './judge';
import { ownFaults } from './own';
import { PlantedTree } from './planted-tree';
import { recordedFaults } from './recorded';

const redis = 'data/StatefulSet/redis';

test('there are as many kinds of our own as were recorded, each once', () => {
  expect(ownFaults.length).toBeGreaterThanOrEqual(recordedFaults.length);
  expect(new Set(allFaults.map(({ kind }) => kind)).size).toBe(allFaults.length);
});

test('what no rule names says who does, or why nobody can', () => {
  const both = allFaults.filter(({ by, unknowable }) => by !== undefined && unknowable !== undefined);
  expect(both).toEqual([]);
});

test('a fault is named at its object, and what changes nothing is told', () => {
  const paused = { kind: 'x', ...set(redis, 'spec.paused', true) };
  const harmless = { kind: 'y', ...set(redis, 'spec.revisionHistoryLimit', 5) };
  const [first, second] = judgeByRules(soundRack, [paused, harmless]);
  expect(first?.named).toMatchObject({ rule: 'flux/suspended', object: redis });
  expect(second).toMatchObject({ findings: [] });
  expect(second?.named).toBeUndefined();
});

test('a finding for another reason does not count', () => {
  const [judged] = judgeByRules(soundRack, [{ kind: 'x', says: /quorum/, ...set(redis, 'spec.paused', true) }]);
  expect(judged?.findings).not.toEqual([]);
  expect(judged?.named).toBeUndefined();
});

test('a fault that is none, or in an object that is not there, stops the run', () => {
  const tree = new PlantedTree(soundRack);
  expect(() => tree.edit(redis, (manifest) => manifest)).toThrow('nothing changes');
  expect(() => set('data/StatefulSet/nobody', 'spec.paused', true).plant(tree)).toThrow('nobody');
});
