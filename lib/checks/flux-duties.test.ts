import { fluxDutyCases } from './flux-duties.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(fluxDutyCases);
