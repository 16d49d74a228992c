import { alertCases } from './alerts.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(alertCases);
