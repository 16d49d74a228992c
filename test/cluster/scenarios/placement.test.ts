import { tierMark } from '../../../lib/facts/marks';
import { placementFaults } from './placement';

const all = (...objects: object[]) => ({ objects: new Map(objects.map((object, at) => [String(at), object])) });
const named = (kind: string, more: object) => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'x', namespace: 'ns' },
  ...more,
});
const cluster = (parts: { daemonSets?: object[]; budgets?: object[]; pods?: object[] }) =>
  ({
    daemonSets: all(...(parts.daemonSets ?? [])),
    budgets: all(...(parts.budgets ?? [])),
    pods: all(...(parts.pods ?? [])),
  }) as never;
const pod = (tier: string, priorityClassName: string) => ({
  ...named('Pod', { spec: { priorityClassName, containers: [] } }),
  metadata: {
    name: 'x-1',
    namespace: 'ns',
    labels: tierMark.as(tier),
    ownerReferences: [{ kind: 'ReplicaSet', name: 'x' }],
  },
});

describe('what is wrong with where pods are', () => {
  const rows: [what: string, parts: Parameters<typeof cluster>[0], fault: RegExp | undefined][] = [
    ['nothing', { daemonSets: [named('DaemonSet', { status: { desiredNumberScheduled: 3 } })] }, undefined],
    [
      'a DaemonSet that wants no pod',
      { daemonSets: [named('DaemonSet', { status: {} })] },
      /^ns\/DaemonSet\/x wants no pod/,
    ],
    [
      'a budget over nothing',
      { budgets: [named('PodDisruptionBudget', { status: { expectedPods: 0 } })] },
      /x guards no pod/,
    ],
    ['a budget over pods', { budgets: [named('PodDisruptionBudget', { status: { expectedPods: 2 } })] }, undefined],
    ['a pod in the class of its tier', { pods: [pod('serving', 'rackwright-serving')] }, undefined],
    [
      'a pod above its tier',
      { pods: [pod('serving', 'system-node-critical')] },
      /^ns\/ReplicaSet\/x is of tier serving/,
    ],
  ];
  test.each(rows)('%s', (_, parts, fault) => {
    const faults = placementFaults(cluster(parts));
    if (fault === undefined) expect(faults).toEqual([]);
    else expect(faults).toEqual([expect.stringMatching(fault)]);
  });
});
