import { frozenCases } from './frozen.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(frozenCases);
