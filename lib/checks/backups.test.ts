import { backupCases } from './backups.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(backupCases);
