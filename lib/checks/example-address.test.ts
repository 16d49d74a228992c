import { exampleCases } from './example-address.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(exampleCases);
