import { patienceCases } from './probe-patience.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(patienceCases);
