import { bladeCases } from './control-plane-pods.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(bladeCases);
