import { configCases } from './config.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(configCases);
