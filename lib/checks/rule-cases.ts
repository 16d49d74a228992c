import type { Finding } from '../facts/finding';
import type { Rule } from './rule';
import type { Edit } from './testing/edits';

/** A sentence, one edit of the sound rack, and exactly the findings that it must cause. */
export type RuleRow = readonly [sentence: string, edit: Edit, findings: readonly ExpectedFinding[]];

/** Fields that are named must be equal; the others are free. */
export type ExpectedFinding = Partial<Finding> & Pick<Finding, 'object' | 'message'>;

/** A rule with the rows that show when it fires: the tests run them, and the page of rules shows the first one. */
export type RuleCases = readonly [rule: Rule, rows: readonly RuleRow[]];

/** The first row in which the rule fires. @throws when it has none: a rule that never fires proves nothing. */
export function firingRow([rule, rows]: RuleCases): RuleRow {
  const row = rows.find(([, , findings]) => findings.length > 0);
  if (!row) throw new Error(`${rule.id} has no row in which it fires`);
  return row;
}
