import { operatorCases } from './operators.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(operatorCases);
