import { memberCases, reachableCases } from './reachable.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests([...reachableCases, ...memberCases]);
