import { baselineCases } from './baseline.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(baselineCases);
