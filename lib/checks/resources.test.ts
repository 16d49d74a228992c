import { resourceCases } from './resources.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(resourceCases);
