import { alertRules } from './alerts';
import { availabilityRules } from './availability';
import { backupRules } from './backups';
import { budgetRules } from './budget';
import { capacityRules } from './capacity';
import { chartRules } from './charts';
import { configRules } from './config';
import { baselineRules } from './baseline';
import { exampleRules } from './example-address';
import { helperRules } from './helper-machines';
import { limitRules } from './limits';
import { pullRules } from './pulls';
import { exceptionRules } from './exceptions';
import { imageRules } from './images';
import { fluxRules } from './flux';
import { powerRules } from './power';
import { partRules } from './named-parts';
import { markRules } from './marks';
import { networkRules } from './network';
import { referenceRules } from './references';
import { resourceRules } from './resources';
import { routeRules } from './routes';
import type { Rule } from './rule';
import { selectorRules } from './selectors';

/** Every rule about rendered objects, in the order of the documents. */
export const allRules: readonly Rule[] = [
  ...referenceRules,
  ...partRules,
  ...selectorRules,
  ...markRules,
  ...baselineRules,
  ...resourceRules,
  ...networkRules,
  ...routeRules,
  ...imageRules,
  ...availabilityRules,
  ...configRules,
  ...powerRules,
  ...capacityRules,
  ...backupRules,
  ...chartRules,
  ...budgetRules,
  ...fluxRules,
  ...alertRules,
  ...exampleRules,
  ...helperRules,
  ...limitRules,
  ...pullRules,
  ...exceptionRules,
];
