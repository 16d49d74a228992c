import { onlyVolumeCases } from './only-volume.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(onlyVolumeCases);
