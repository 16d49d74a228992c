import { allRules } from './all-rules';
import type { Finding } from '../facts/finding';
import { rackView } from './rack-view';
import type { Rule } from './rule';
import { runRules } from './run-rules';
import type { RuleRow } from './rule-cases';
import { firingRow } from './rule-cases';
import type { Edit } from './testing/edits';
import { edited } from './testing/edits';
import { secretObjectRules } from './secrets/object-rules';
import { soundRack } from './testing/sound-rack';

/** Tests a rule: a sound rack, one edit, exactly these findings of that rule. */
export function ruleTest(rule: Rule, rows: readonly RuleRow[]): void {
  firingRow([rule, rows]);
  describe(rule.id, () => {
    test.each(rows)('%s', (_sentence, edit, expected) => {
      const findings = findingsOfRule(rule, edit);
      expect(findings).toEqual(expected.map((fields) => expect.objectContaining(fields)));
    });
  });
}

/** All rules run, since exceptions from one are checked against all; the findings of the one are returned. */
export function findingsOfRule(rule: Rule, edit: Edit): Finding[] {
  const facts = edited(soundRack, edit);
  const all = [...allRules, ...secretObjectRules];
  const rules = all.includes(rule) ? all : [...all, rule];
  const findings = runRules(rules, rackView(facts), facts.rack.accept, { today: sampleDay, maintainers: true });
  return findings.filter((finding) => finding.rule === rule.id);
}

/** The day on which the tests check expiry. */
const sampleDay = '2026-11-23';
