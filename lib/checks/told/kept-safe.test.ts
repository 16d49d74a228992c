import { ruleTests } from '../testing/rule-tests';
import { safetyCases } from './kept-safe.cases';

ruleTests(safetyCases);
