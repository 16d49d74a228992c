import { ruleTests } from '../testing/rule-tests';
import { reachCases } from './reach.cases';

ruleTests(reachCases);
