import { routeCases } from './routes.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(routeCases);
