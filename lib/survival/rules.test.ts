import { ruleTests } from '../checks/testing/rule-tests';
import { survivalCases } from './rules.cases';

ruleTests(survivalCases);
