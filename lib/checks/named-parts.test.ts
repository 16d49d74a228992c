import { namedPartCases } from './named-parts.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(namedPartCases);
