import { backupRhythmCases } from './backup-rhythm.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(backupRhythmCases);
