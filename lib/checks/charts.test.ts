import { chartCases } from './charts.cases';
import { ruleTests } from './testing/rule-tests';

ruleTests(chartCases);
