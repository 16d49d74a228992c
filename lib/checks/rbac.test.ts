import { rightsCases } from './rbac.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(rightsCases);
