import { exceptionCases } from './exceptions.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(exceptionCases);
