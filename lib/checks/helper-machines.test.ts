import { helperCases } from './helper-machines.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(helperCases);
