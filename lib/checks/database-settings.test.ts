import { databaseSettingCases } from './database-settings.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(databaseSettingCases);
