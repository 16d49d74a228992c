import { alertCases } from './alerts.cases';
import { availabilityCases } from './availability.cases';
import { backupCases } from './backups.cases';
import { baselineCases } from './baseline.cases';
import { budgetCases } from './budget.cases';
import { capacityCases } from './capacity.cases';
import { configCases } from './config.cases';
import { chartCases } from './charts.cases';
import { exampleCases } from './example-address.cases';
import { helperCases } from './helper-machines.cases';
import { limitCases } from './limits.cases';
import { pullCases } from './pulls.cases';
import { exceptionCases } from './exceptions.cases';
import { fluxCases } from './flux.cases';
import { imageCases } from './images.cases';
import { networkCases } from './network.cases';
import { routeCases } from './routes.cases';
import { powerCases } from './power.cases';
import { referenceCases } from './references.cases';
import { resourceCases } from './resources.cases';
import { markCases } from './marks.cases';
import type { RuleCases } from './rule-cases';
import { selectorCases } from './selectors.cases';

/** The rows of every rule, in the order of the documents. */
export const allCases: readonly RuleCases[] = [
  ...referenceCases,
  ...selectorCases,
  ...markCases,
  ...baselineCases,
  ...resourceCases,
  ...networkCases,
  ...routeCases,
  ...imageCases,
  ...availabilityCases,
  ...configCases,
  ...powerCases,
  ...capacityCases,
  ...backupCases,
  ...chartCases,
  ...budgetCases,
  ...fluxCases,
  ...alertCases,
  ...exampleCases,
  ...helperCases,
  ...limitCases,
  ...pullCases,
  ...exceptionCases,
];
