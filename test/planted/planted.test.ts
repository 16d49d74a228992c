import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { soundRack } from '../../lib/checks/testing/sound-rack';
import { allFaults } from './all-faults';
import { set } from './fault';
import { judgeByRules } from './judge';
import { failuresIn } from './measure';
import { ownFaults } from './own';
import { PlantedTree } from './planted-tree';
import { recordedFaults } from './recorded';
import { tableOf } from './table';
import { writePlanted } from './write-planted';

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

describe('a measurement', () => {
  test('hears only checks that failed, with what is printed below them', () => {
    const text = 'ok   a write\nFAIL four servers\n     connection refused\nok   a read\nFAIL half a li';
    expect(failuresIn(text)).toEqual(['FAIL four servers\n     connection refused\n']);
  });

  test('writes the files that a fault changes, and no other', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rackwright-planted-'));
    const file = 'apps/redis/data/StatefulSet.redis.yaml';
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writePlanted(folder, soundRack, { kind: 'x', ...set(redis, 'spec.paused', true) });
    expect(readFileSync(join(folder, file), 'utf8')).toContain('paused: true');
    expect(readdirSync(join(folder, 'apps'))).toEqual(['redis']);
    rmSync(folder, { recursive: true });
  });

  test('is counted for each who was asked', () => {
    const fault = { kind: 'x', by: { judge: 'redis', says: /x/ }, ...set(redis, 'spec.paused', true) };
    const lines = tableOf(7, [
      { fault, seconds: 3, said: 'FAIL x' },
      { fault, seconds: 4 },
    ]);
    expect(lines).toContain('the rules | 7 | 7 | ');
    expect(lines).toContain('judge redis | 2 | 1 | 7');
    expect(lines.at(-1)).toBe('x | NOT NOTICED');
  });
});
