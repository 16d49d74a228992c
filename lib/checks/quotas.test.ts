import { quotaCases } from './quotas.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(quotaCases);
