import { routeTwiceCases } from './route-twice.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(routeTwiceCases);
