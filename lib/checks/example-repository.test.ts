import { exampleCases } from './example-repository.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(exampleCases);
