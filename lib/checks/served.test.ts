import { servedCases } from './served.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(servedCases);
