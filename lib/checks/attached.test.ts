import { attachedCases } from './attached.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(attachedCases);
