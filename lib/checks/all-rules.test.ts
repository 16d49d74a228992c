import { allCases } from './all-cases';
import { allRules } from './all-rules';
import { rackView } from './rack-view';
import { runRules } from './run-rules';
import { firingRow } from './rule-cases';
import { findingsOfRule } from './rule-test';
import type { RackFacts } from '../facts/facts';
import { edited } from './testing/edits';
import { soundRack } from './testing/sound-rack';

test('every rule has rows, and every row a rule', () => {
  expect(allCases.map(([{ id }]) => id).sort()).toEqual(allRules.map(({ id }) => id).sort());
});

test('rule ids are stable words, each used once', () => {
  const ids = allRules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});

test('every rule says why in a sentence, and every finding what to do', () => {
  expect(allRules.filter(({ why }) => !/^[A-Z].*\.$/.test(why)).map(({ id }) => id)).toEqual([]);
  expect(allRules.filter(({ fixHint }) => !fixHint).map(({ id }) => id)).toEqual([]);
  const findings = allCases.flatMap((cases) => findingsOfRule(cases[0], firingRow(cases)[1]));
  expect(findings.filter(({ fix }) => fix === '')).toEqual([]);
});

test.each(allCases.map((cases) => [cases[0].id, firingRow(cases)[1]] as const))(
  '%s says the same whatever the order of the objects',
  (_id, edit) => {
    const facts = edited(soundRack, edit);
    const backwards = { ...facts, rendered: facts.rendered.toReversed() };
    const found = (each: RackFacts) => runRules(allRules, rackView(each), each.rack.accept, { today: '2026-11-23' });
    expect(found(backwards)).toEqual(found(facts));
  },
);

test('no rule finds anything on the sound rack', () => {
  expect(runRules(allRules, rackView(soundRack), [])).toEqual([]);
});
