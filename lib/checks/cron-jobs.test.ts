import { cronJobCases } from './cron-jobs.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(cronJobCases);
