import { idleCases, idleFluxCases } from './idle.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests([...idleCases, ...idleFluxCases]);
