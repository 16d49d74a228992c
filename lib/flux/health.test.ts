import { celEnv, parse, plan } from '@bufbuild/cel';
import type { Manifest } from '../manifest/manifest';
import { healthOf } from './health';

type Fields = Record<string, unknown>;

/** Counters as the API server has them: integers, which the expressions compare with integers. */
function asServer(value: unknown): unknown {
  if (typeof value === 'number') return BigInt(value);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, each]) => [key, asServer(each)]));
}

function serves(kind: string, spec: Fields, status: Fields, annotations: Fields = {}): unknown {
  const manifest = { apiVersion: 'apps/v1', kind, metadata: { name: 'x', namespace: 'a' }, spec } as Manifest;
  const [expression] = healthOf([manifest], 2).healthCheckExprs!;
  const metadata = { generation: 2, annotations };
  const run = plan(celEnv(), parse(expression!.current!));
  const bindings = { metadata, spec, status: { observedGeneration: 2, ...status } };
  return run(Object.fromEntries(Object.entries(bindings).map(([key, each]) => [key, asServer(each)])) as never);
}

const quorum = (count: number) => ({ 'rackwright.dev/quorum': String(count) });

describe('a Deployment of two of which one is enough', () => {
  test.each<[string, Fields, boolean]>([
    ['is rolled out', { replicas: 2, updatedReplicas: 2, readyReplicas: 2 }, true],
    ['lost a blade', { replicas: 2, updatedReplicas: 2, readyReplicas: 1 }, true],
    ['has not been looked at since the commit', { observedGeneration: 1, updatedReplicas: 2, readyReplicas: 2 }, false],
    ['waits for its first new pod', { replicas: 3, updatedReplicas: 1, readyReplicas: 2 }, false],
    [
      'has old pods that serve and new ones that never will',
      { replicas: 4, updatedReplicas: 2, readyReplicas: 2 },
      false,
    ],
    ['has no pod that serves', { replicas: 2, updatedReplicas: 2 }, false],
    ['has just been created', {}, false],
  ])('%s', (_, status, expected) => {
    expect(serves('Deployment', { replicas: 2 }, status, quorum(1))).toBe(expected);
  });
});

describe('a StatefulSet of three of which two are enough', () => {
  const settled = { currentRevision: 'a', updateRevision: 'a' };
  const rolling = { currentRevision: 'a', updateRevision: 'b' };
  test.each<[string, Fields, boolean]>([
    ['is rolled out', { ...settled, currentReplicas: 3, updatedReplicas: 3, readyReplicas: 3 }, true],
    ['lost a blade', { ...settled, currentReplicas: 2, updatedReplicas: 2, readyReplicas: 2 }, true],
    ['lost two blades', { ...settled, currentReplicas: 1, updatedReplicas: 1, readyReplicas: 1 }, false],
    [
      'rolls out, and its first new pod never gets ready',
      { ...rolling, currentReplicas: 2, updatedReplicas: 1, readyReplicas: 2 },
      false,
    ],
    [
      'rolls out, the first new pod serves',
      { ...rolling, currentReplicas: 2, updatedReplicas: 1, readyReplicas: 3 },
      false,
    ],
    ['rolls out, two new pods serve', { ...rolling, currentReplicas: 1, updatedReplicas: 2, readyReplicas: 3 }, true],
    [
      'deletes its first old pod, which the status still counts as ready',
      { ...rolling, currentReplicas: 2, readyReplicas: 3 },
      false,
    ],
    [
      'deletes its second old pod, which the status still counts as ready',
      { ...rolling, currentReplicas: 1, updatedReplicas: 1, readyReplicas: 3 },
      false,
    ],
    ['rolled out but for the pod of a dead blade', { ...rolling, updatedReplicas: 2, readyReplicas: 2 }, true],
  ])('%s', (_, status, expected) => {
    expect(serves('StatefulSet', { replicas: 3 }, status, quorum(2))).toBe(expected);
  });

  test('of one: the old pod that is on its way out does not stand for the new one', () => {
    expect(serves('StatefulSet', { replicas: 1 }, { ...rolling, readyReplicas: 1 }, quorum(1))).toBe(false);
  });

  test('of which one is enough: an old pod that serves hides no new one that does not', () => {
    const status = { ...rolling, currentReplicas: 1, updatedReplicas: 1, readyReplicas: 1 };
    expect(serves('StatefulSet', { replicas: 2 }, status, quorum(1))).toBe(false);
  });
});

describe('a DaemonSet', () => {
  const on = (wanted: number, updated: number, ready: number) => ({
    desiredNumberScheduled: wanted,
    updatedNumberScheduled: updated,
    numberReady: ready,
  });
  test.each<[string, Fields, boolean]>([
    ['on seventeen blades', on(17, 17, 17), true],
    ['on seventeen blades of which two are dead', on(17, 15, 15), true],
    ['on seventeen blades whose first three new pods never get ready', on(17, 3, 14), false],
    ['on seventeen blades, half rolled out', on(17, 8, 17), false],
    ['on one blade, where it does not serve', on(1, 1, 0), false],
    ['on two blades, where it serves nowhere', on(2, 2, 0), false],
    ['on two blades, one of them dead', on(2, 1, 1), true],
    ['that no blade wants', on(0, 0, 0), true],
  ])('%s', (_, status, expected) => {
    expect(serves('DaemonSet', {}, status)).toBe(expected);
  });
});
