import { ruleTests } from '../testing/rule-tests';
import { toldCases } from './told.cases';

ruleTests(toldCases);
