import { reviewTrees } from '../../lib/review/review';
import { dangerousObjects } from './dangerous-objects.cases';
import { dangerousSettings } from './dangerous-settings.cases';
import { harmlessCases } from './harmless.cases';
import { referenceTree } from './reference-tree';

const dangerousCases = [...dangerousObjects, ...dangerousSettings];
const before = referenceTree();
const errorsOf = (after: Map<string, string>, base = before) =>
  reviewTrees({ rack: 'homelab', before: base, after })
    .findings.filter(({ level }) => level === 'error')
    .map(({ rule, object }) => `${rule} ${object}`);

test.each(dangerousCases)('blocked: %s', (_, edit, rule, object) => {
  expect(errorsOf(edit(before))).toContain(`${rule} ${object}`);
});

test.each(harmlessCases)('not blocked: %s', (_, edit) => {
  expect(errorsOf(edit(before))).toEqual([]);
});

test('a tree beside itself says nothing', () => {
  expect(reviewTrees({ rack: 'homelab', before, after: new Map(before) }).findings).toEqual([]);
});

test('an app without data that leaves is told, and not refused', () => {
  const [, edit] = harmlessCases.find(([name]) => name === 'an app without data leaves')!;
  expect(reviewTrees({ rack: 'homelab', before, after: edit(before) }).findings).toMatchObject([
    { level: 'info', rule: 'review/app-leaves', object: 'apps/unpoller' },
  ]);
});

test('there are as many rows as the issue asks for, each with a name of its own', () => {
  expect(dangerousCases.length).toBeGreaterThanOrEqual(70);
  expect(harmlessCases.length).toBeGreaterThanOrEqual(50);
  const names = [...dangerousCases, ...harmlessCases].map(([name]) => name);
  expect(new Set(names).size).toBe(names.length);
});
