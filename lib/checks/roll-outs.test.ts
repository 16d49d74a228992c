import { rollOutCases } from './roll-outs.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(rollOutCases);
