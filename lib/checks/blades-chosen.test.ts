import { chosenBladeCases } from './blades-chosen.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(chosenBladeCases);
