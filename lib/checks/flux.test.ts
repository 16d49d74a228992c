import { fluxCases } from './flux.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(fluxCases);
