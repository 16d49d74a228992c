import { schedulingCases } from './scheduling.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(schedulingCases);
