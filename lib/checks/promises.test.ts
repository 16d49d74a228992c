import { databaseCases, promiseCases } from './promises.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests([...promiseCases, ...databaseCases]);
