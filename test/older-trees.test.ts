import { readFileSync } from 'node:fs';
import { checkTree } from '../lib/check-tree';

/**
 * Trees as earlier minor versions wrote them, frozen: `schema-1.json` is of 0.2, some parts of the sample rack. A Rackwright
 * reads the schema it writes and the one before, so a file leaves this list two minor versions after its schema did.
 */
const trees: [string, string][] = [['schema 1, as 0.2 wrote it', 'test/fixtures/trees/schema-1.json']];

describe.each(trees)('a tree of %s', (_name, file) => {
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  const { facts, findings } = checkTree('sample', files);

  test('is read whole: no part is unknown, and nothing in it counts as edited', () => {
    expect(findings.filter(({ rule }) => rule.startsWith('output/'))).toEqual([]);
  });

  test('gives the facts of every kind', () => {
    expect(Object.keys(facts?.rack.apps ?? {}).sort()).toEqual([
      'cert-manager',
      'device-plugin',
      'namespaces',
      'priority-classes',
      'prometheus',
      'redis',
    ]);
    expect(facts?.images).toHaveProperty('redis');
    for (const kind of ['rendered', 'secrets', 'operatorMade', 'releases', 'scrapes', 'stated'] as const) {
      expect([kind, facts?.[kind].length ?? 0]).not.toEqual([kind, 0]);
    }
    expect(facts?.laws).toBeDefined();
  });
});

test('a tree of a newer schema is refused for what it is', () => {
  const text = readFileSync('test/fixtures/trees/schema-1.json', 'utf8');
  const texts = JSON.parse(text.replaceAll('\\"schema\\": 1', '\\"schema\\": 9')) as Record<string, string>;
  const files = new Map(Object.entries(texts).map(([path, each]) => [path, Buffer.from(each)]));
  const { findings } = checkTree('sample', files);
  expect(findings[0]).toMatchObject({ rule: 'output/readable', fix: 'update Rackwright' });
});
