import { allCases } from '../checks/all-cases';
import type { RuleCases } from '../checks/rule-cases';
import { firingRow } from '../checks/rule-cases';
import { findingsOfRule } from '../checks/rule-test';
import { schemaCases } from '../checks/schema/schema.cases';
import type { RuleDoc } from './rules-page';

/** What docs/rules.md says of every rule: its first firing row, run for real. `more` are rules of other rooms. */
export function ruleDocs(more: readonly RuleCases[] = []): RuleDoc[] {
  return [...schemaCases, ...allCases, ...more].map((cases) => {
    const [rule] = cases;
    const [, edit] = firingRow(cases);
    return { rule, example: { edit, findings: findingsOfRule(rule, edit) } };
  });
}
