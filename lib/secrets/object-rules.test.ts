import { ruleTests } from '../checks/testing/rule-tests';
import { secretObjectCases } from './object-rules.cases';

ruleTests(secretObjectCases);
