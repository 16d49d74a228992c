import { ruleTests } from '../testing/rule-tests';
import { secretObjectCases } from './object-rules.cases';

ruleTests(secretObjectCases);
