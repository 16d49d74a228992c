import type { RuleCases } from '../rule-cases';
import { contentCases } from './content.cases';
import { nameCases } from './names.cases';
import { publishedSchemaCases } from './published.cases';
import { serverObjectCases } from './server/objects.cases';
import { serverPodCases } from './server/pods.cases';

/** For each rule an example that fires, on the sample rack. The tests run them, and the page of rules shows them. */
export const schemaCases: readonly RuleCases[] = [
  ...publishedSchemaCases,
  ...nameCases,
  ...serverPodCases,
  ...serverObjectCases,
  ...contentCases,
];
