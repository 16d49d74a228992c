import { setCases } from './sets.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(setCases);
