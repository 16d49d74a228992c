import { badCommit } from './bad-commit';
import { coldStart } from './cold-start';
import { cycleAHungBlade } from './power/cycle-a-hung-blade';
import { dryRunAll } from './dry-run-all';
import { powerLoss } from './power-loss';
import { pressure } from './pressure';
import { pullAPlug } from './pull-a-plug';
import { removal } from './removal';
import type { Scenario } from './scenario';
import { rollingUpgrade } from './rolling-upgrade';
import { scale } from './scale';
import { sickApps, stuckRollOut } from './stuck-roll-outs';
import { whatStatusSays } from './status/what-status-says';
import { secondReconcile } from './second-reconcile';

/** In the order in which they run. */
export const allScenarios: Scenario[] = [
  coldStart,
  secondReconcile,
  badCommit,
  stuckRollOut,
  sickApps,
  removal,
  whatStatusSays,
  cycleAHungBlade,
  pullAPlug,
  rollingUpgrade,
  pressure,
  powerLoss,
  dryRunAll,
  scale,
];
