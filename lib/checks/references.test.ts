import { referenceCases } from './references.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(referenceCases);
