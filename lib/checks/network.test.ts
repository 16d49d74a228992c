import { networkCases } from './network.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(networkCases);
