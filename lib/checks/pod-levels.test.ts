import { podLevelCases } from './pod-levels.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(podLevelCases);
