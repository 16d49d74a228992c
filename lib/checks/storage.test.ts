import { storageCases } from './storage.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(storageCases);
