import { markCases } from './marks.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(markCases);
