import { alertRules } from './alerts';
import { bladeRules } from './control-plane-pods';
import { chartSettingRules } from './chart-settings';
import { cronJobRules } from './cron-jobs';
import { databaseSettingRules } from './database-settings';
import { fluxElsewhereRules } from './flux-elsewhere';
import { frozenRules } from './frozen';
import { oneEachRules } from './one-each';
import { podFieldRules } from './pod-fields';
import { rollOutRules } from './roll-outs';
import { availabilityRules } from './availability';
import { backupRules } from './backups';
import { budgetRules } from './budget';
import { chartPrivilegeRules } from './chart-privileges';
import { chartRules } from './charts';
import { configRules } from './config';
import { baselineRules } from './baseline';
import { backupRhythmRules } from './backup-rhythm';
import { chosenBladeRules } from './blades-chosen';
import { fluxDutyRules } from './flux-duties';
import { fluxWaitRules } from './flux-waits';
import { fluxWorkerRules } from './flux-workers';
import { guardRules } from './guards';
import { quotaRules } from './quotas';
import { setRules } from './sets';
import { storageRules } from './storage';
import { memberRules, reachableRules } from './reachable';
import { authorityRules } from './authorities';
import { podLevelRules } from './pod-levels';
import { releaseRules } from './releases';
import { exampleRules } from './example-address';
import { helperRules } from './helper-machines';
import { idleFluxRules, idleRules } from './idle';
import { limitRules } from './limits';
import { schedulingRules } from './scheduling';
import { attachedRules } from './attached';
import { publishedRules } from './published';
import { pullRules } from './pulls';
import { rightsRules } from './rbac';
import { exceptionRules } from './exceptions';
import { imageRules } from './images';
import { fluxRules } from './flux';
import { onlyVolumeRules } from './only-volume';
import { operatorRules } from './operators';
import { powerRules } from './power';
import { patienceRules } from './probe-patience';
import { databaseRules, promiseRules } from './promises';
import { partRules } from './named-parts';
import { markRules } from './marks';
import { networkRules } from './network';
import { reachRules } from './reach/reach-rules';
import { referenceRules } from './references';
import { resourceRules } from './resources';
import { routeTwiceRules } from './route-twice';
import { routeRules } from './routes';
import type { Rule } from './rule';
import { startRules } from './start/start-rules';
import { selectorRules } from './selectors';
import { servedRules } from './served';
import { safetyRules } from './told/kept-safe';
import { toldRules } from './told/told-rules';
import { wordRules } from './words/word-rules';

/** Every rule about rendered objects, in the order of the documents. */
export const allRules: readonly Rule[] = [
  ...referenceRules,
  ...partRules,
  ...idleRules,
  ...databaseRules,
  ...rightsRules,
  ...publishedRules,
  ...authorityRules,
  ...attachedRules,
  ...routeTwiceRules,
  ...servedRules,
  ...selectorRules,
  ...schedulingRules,
  ...podFieldRules,
  ...bladeRules,
  ...chosenBladeRules,
  ...markRules,
  ...baselineRules,
  ...guardRules,
  ...podLevelRules,
  ...resourceRules,
  ...quotaRules,
  ...storageRules,
  ...onlyVolumeRules,
  ...networkRules,
  ...reachableRules,
  ...operatorRules,
  ...reachRules,
  ...routeRules,
  ...toldRules,
  ...memberRules,
  ...safetyRules,
  ...wordRules,
  ...imageRules,
  ...availabilityRules,
  ...patienceRules,
  ...rollOutRules,
  ...cronJobRules,
  ...databaseSettingRules,
  ...oneEachRules,
  ...promiseRules,
  ...setRules,
  ...configRules,
  ...frozenRules,
  ...powerRules,
  ...backupRules,
  ...backupRhythmRules,
  ...chartRules,
  ...chartPrivilegeRules,
  ...releaseRules,
  ...chartSettingRules,
  ...budgetRules,
  ...fluxRules,
  ...fluxDutyRules,
  ...fluxWaitRules,
  ...fluxElsewhereRules,
  ...fluxWorkerRules,
  ...startRules,
  ...idleFluxRules,
  ...alertRules,
  ...exampleRules,
  ...helperRules,
  ...limitRules,
  ...pullRules,
  ...exceptionRules,
];
