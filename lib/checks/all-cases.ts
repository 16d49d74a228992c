import { alertCases } from './alerts.cases';
import { availabilityCases } from './availability.cases';
import { backupCases } from './backups.cases';
import { baselineCases } from './baseline.cases';
import { budgetCases } from './budget.cases';
import { configCases } from './config.cases';
import { chartPrivilegeCases } from './chart-privileges.cases';
import { chartCases } from './charts.cases';
import { exampleCases } from './example-address.cases';
import { helperCases } from './helper-machines.cases';
import { idleCases, idleFluxCases } from './idle.cases';
import { limitCases } from './limits.cases';
import { databaseCases, promiseCases } from './promises.cases';
import { attachedCases } from './attached.cases';
import { publishedCases } from './published.cases';
import { rightsCases } from './rbac.cases';
import { schedulingCases } from './scheduling.cases';
import { placeCases } from './told/places.cases';
import { safetyCases } from './told/kept-safe.cases';
import { toldCases } from './told/told.cases';
import { wordCases } from './words/words.cases';
import { pullCases } from './pulls.cases';
import { exceptionCases } from './exceptions.cases';
import { fluxCases } from './flux.cases';
import { imageCases } from './images.cases';
import { networkCases } from './network.cases';
import { routeTwiceCases } from './route-twice.cases';
import { routeCases } from './routes.cases';
import { operatorCases } from './operators.cases';
import { powerCases } from './power.cases';
import { fluxWaitCases } from './flux-waits.cases';
import { fluxWorkerCases } from './flux-workers.cases';
import { onlyVolumeCases } from './only-volume.cases';
import { podFieldCases } from './pod-fields.cases';
import { rollOutCases } from './roll-outs.cases';
import { cronJobCases } from './cron-jobs.cases';
import { databaseSettingCases } from './database-settings.cases';
import { chartSettingCases } from './chart-settings.cases';
import { oneEachCases } from './one-each.cases';
import { fluxElsewhereCases } from './flux-elsewhere.cases';
import { frozenCases } from './frozen.cases';
import { bladeCases } from './control-plane-pods.cases';
import { patienceCases } from './probe-patience.cases';
import { reachCases } from './reach/reach.cases';
import { namedPartCases } from './named-parts.cases';
import { referenceCases } from './references.cases';
import { resourceCases } from './resources.cases';
import { markCases } from './marks.cases';
import { backupRhythmCases } from './backup-rhythm.cases';
import { chosenBladeCases } from './blades-chosen.cases';
import { fluxDutyCases } from './flux-duties.cases';
import { guardCases } from './guards.cases';
import { quotaCases } from './quotas.cases';
import { setCases } from './sets.cases';
import { storageCases } from './storage.cases';
import { releaseCases } from './releases.cases';
import { authorityCases } from './authorities.cases';
import { podLevelCases } from './pod-levels.cases';
import { memberCases, reachableCases } from './reachable.cases';
import type { RuleCases } from './rule-cases';
import { startCases } from './start/start.cases';
import { selectorCases } from './selectors.cases';
import { servedCases } from './served.cases';

/** The rows of every rule, in the order of the documents. */
export const allCases: readonly RuleCases[] = [
  ...referenceCases,
  ...namedPartCases,
  ...idleCases,
  ...databaseCases,
  ...rightsCases,
  ...publishedCases,
  ...authorityCases,
  ...attachedCases,
  ...routeTwiceCases,
  ...servedCases,
  ...selectorCases,
  ...schedulingCases,
  ...podFieldCases,
  ...bladeCases,
  ...chosenBladeCases,
  ...markCases,
  ...baselineCases,
  ...guardCases,
  ...podLevelCases,
  ...resourceCases,
  ...quotaCases,
  ...storageCases,
  ...onlyVolumeCases,
  ...networkCases,
  ...reachableCases,
  ...operatorCases,
  ...reachCases,
  ...routeCases,
  ...toldCases,
  ...memberCases,
  ...safetyCases,
  ...placeCases,
  ...wordCases,
  ...imageCases,
  ...availabilityCases,
  ...patienceCases,
  ...rollOutCases,
  ...cronJobCases,
  ...databaseSettingCases,
  ...oneEachCases,
  ...promiseCases,
  ...setCases,
  ...configCases,
  ...frozenCases,
  ...powerCases,
  ...backupCases,
  ...backupRhythmCases,
  ...chartCases,
  ...chartPrivilegeCases,
  ...releaseCases,
  ...chartSettingCases,
  ...budgetCases,
  ...fluxCases,
  ...fluxDutyCases,
  ...fluxWaitCases,
  ...fluxElsewhereCases,
  ...fluxWorkerCases,
  ...startCases,
  ...idleFluxCases,
  ...alertCases,
  ...exampleCases,
  ...helperCases,
  ...limitCases,
  ...pullCases,
  ...exceptionCases,
];
