import { selectorCases } from './selectors.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(selectorCases);
