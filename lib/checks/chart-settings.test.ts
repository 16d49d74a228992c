import { chartSettingCases } from './chart-settings.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(chartSettingCases);
