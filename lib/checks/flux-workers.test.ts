import { fluxWorkerCases } from './flux-workers.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(fluxWorkerCases);
