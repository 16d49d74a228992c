import { fluxWaitCases } from './flux-waits.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(fluxWaitCases);
