import { podFieldCases } from './pod-fields.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(podFieldCases);
