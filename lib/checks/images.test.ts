import { imageCases } from './images.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(imageCases);
