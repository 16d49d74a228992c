import { publishedCases } from './published.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(publishedCases);
