import type { RuleDoc } from './rules-page';
import { allCases } from '../checks/all-cases';
import { firingRow } from '../checks/rule-cases';
import { findingsOfRule } from '../checks/rule-test';

/** What docs/rules.md says of every rule about rendered objects, each with its first firing row, run for real. */
export function ruleDocs(): RuleDoc[] {
  return allCases.map((cases) => {
    const [rule] = cases;
    const [, edit] = firingRow(cases);
    return { rule, example: { edit, findings: findingsOfRule(rule, edit) } };
  });
}
