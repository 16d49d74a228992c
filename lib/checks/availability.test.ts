import { availabilityCases } from './availability.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(availabilityCases);
