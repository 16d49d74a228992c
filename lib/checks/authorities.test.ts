import { authorityCases } from './authorities.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(authorityCases);
