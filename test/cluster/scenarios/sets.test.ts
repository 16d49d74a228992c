import { quorumOf } from './sets';

const set = (replicas: number, priorityClassName: string, stated?: string, kind = 'StatefulSet') =>
  ({
    kind,
    metadata: { name: 'x', annotations: stated === undefined ? {} : { 'rackwright.dev/quorum': stated } },
    spec: { replicas, template: { spec: { priorityClassName, containers: [] } } },
  }) as never;

describe('the quorum of a set', () => {
  const rows: [what: string, replicas: number, priority: string, stated: string | undefined, quorum: number][] = [
    ['data: a majority', 3, 'rackwright-data', undefined, 2],
    ['data that states less still needs a majority', 3, 'rackwright-data', '1', 2],
    ['data that states more needs that', 4, 'rackwright-data', '4', 4],
    ['serving: one', 2, 'rackwright-serving', undefined, 1],
    ['serving that states none still needs one', 3, 'rackwright-serving', '0', 1],
    ['what is switched off needs nobody', 0, 'rackwright-serving', undefined, 0],
  ];
  test.each(rows)('%s', (_, replicas, priority, stated, quorum) => {
    expect(quorumOf(set(replicas, priority, stated))).toBe(quorum);
  });

  test('an operator in the class of its databases: one', () => {
    expect(quorumOf(set(2, 'rackwright-data', undefined, 'Deployment'))).toBe(1);
  });
});
