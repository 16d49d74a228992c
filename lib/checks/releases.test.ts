import { releaseCases } from './releases.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(releaseCases);
