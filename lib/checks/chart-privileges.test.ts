import { chartPrivilegeCases } from './chart-privileges.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(chartPrivilegeCases);
