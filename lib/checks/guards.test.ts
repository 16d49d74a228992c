import { guardCases } from './guards.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(guardCases);
