import { oneEachCases } from './one-each.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(oneEachCases);
