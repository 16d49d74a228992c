import { ruleTests } from '../testing/rule-tests';
import { wordCases } from './words.cases';

ruleTests(wordCases);
