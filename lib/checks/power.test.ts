import { powerCases } from './power.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(powerCases);
