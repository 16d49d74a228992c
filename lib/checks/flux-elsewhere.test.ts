import { fluxElsewhereCases } from './flux-elsewhere.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(fluxElsewhereCases);
