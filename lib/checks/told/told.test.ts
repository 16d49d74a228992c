import { ruleTests } from '../testing/rule-tests';
import { placeCases } from './places.cases';
import { toldCases } from './told.cases';

ruleTests([...toldCases, ...placeCases]);
