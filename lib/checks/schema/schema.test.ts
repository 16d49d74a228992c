import { ruleTests } from '../testing/rule-tests';
import { schemaCases } from './schema.cases';

ruleTests(schemaCases);
