import { ruleTest } from '../rule-test';
import type { RuleCases } from '../rule-cases';

/** Tests every rule of a family. */
export function ruleTests(family: readonly RuleCases[]): void {
  for (const [rule, rows] of family) ruleTest(rule, rows);
}
