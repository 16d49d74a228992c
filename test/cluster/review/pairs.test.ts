import { referenceTree } from '../../review/reference-tree';
import { benchTrees } from './bench-tree';
import { batchesOf, merged, pairsOf } from './pairs';

const reference = referenceTree();
const benchTree = benchTrees();
const pairs = pairsOf(reference, benchTree);

test('there are as many pairs as are to be tried, each with something to see, and no two of one app at once', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(60);
  expect(pairs.filter(({ isHarmless }) => isHarmless).length).toBeGreaterThanOrEqual(20);
  for (const batch of batchesOf(pairs)) {
    const apps = batch.flatMap((pair) => [...pair.apps]);
    expect(new Set(apps).size).toBe(apps.length);
  }
});

test('restarts, refusals, deletions and creations are among what is foretold', () => {
  const foretold = new Set(pairs.flatMap(({ lines }) => lines.map(({ effect }) => effect)));
  for (const effect of ['restarts', 'refused', 'deleted', 'created', 'left behind'] as const)
    expect(foretold).toContain(effect);
});

test('a batch has the changes of all of its pairs and no other', () => {
  const before = benchTree(reference);
  for (const batch of batchesOf(pairs)) {
    const tree = merged(before, batch);
    const changed = [...new Set([...before.keys(), ...tree.keys()])].filter(
      (path) => before.get(path) !== tree.get(path),
    );
    const own = batch.flatMap(({ after }) =>
      [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)),
    );
    expect(new Set(changed)).toEqual(new Set(own));
  }
});
