import { limitCases } from './limits.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(limitCases);
