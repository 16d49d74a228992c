import { pullCases } from './pulls.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(pullCases);
