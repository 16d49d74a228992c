import { changesOf } from '../../lib/review/changes';
import { effectsOf } from '../../lib/review/effects/effects';
import { reviewTrees } from '../../lib/review/review';
import { konflateCases, resumes } from './konflate.cases';
import { referenceTree, suspend } from './reference-tree';

const reference = referenceTree();

test.each([
  ...konflateCases.map((row) => [...row, reference] as const),
  [...resumes, suspend('redis', true)(reference)] as const,
])('what konflate notices, ours notices: %s', (_, edit, ours, before) => {
  const after = edit(before);
  const { findings } = reviewTrees({ rack: 'homelab', before, after });
  const { lines } = effectsOf(changesOf(before, after), { rack: 'homelab', before, after });
  const told = findings.map(({ level, rule, object }) => `${level} ${rule} ${object}`);
  if (ours.finding !== undefined) expect(told).toContain(ours.finding);
  if (ours.effect !== undefined)
    expect(lines.map(({ effect, object }) => `${effect} ${object}`)).toContain(ours.effect);
  expect(ours.finding ?? ours.effect).toBeDefined();
});
