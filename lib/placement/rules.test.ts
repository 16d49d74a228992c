import { ruleTests } from '../checks/testing/rule-tests';
import { placementCases } from './rules.cases';

ruleTests(placementCases);
