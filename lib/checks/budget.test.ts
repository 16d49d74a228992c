import { budgetCases } from './budget.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(budgetCases);
