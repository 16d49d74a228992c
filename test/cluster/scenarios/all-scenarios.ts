import { badCommit } from './bad-commit';
import { coldStart } from './cold-start';
import { dryRunAll } from './dry-run-all';
import { powerLoss } from './power-loss';
import { pullAPlug } from './pull-a-plug';
import { removal } from './removal';
import type { Scenario } from './scenario';
import { rollingUpgrade } from './rolling-upgrade';
import { secondReconcile } from './second-reconcile';

/** In the order in which they run: each leaves the cluster as it found it. */
export const allScenarios: Scenario[] = [
  coldStart,
  secondReconcile,
  badCommit,
  removal,
  pullAPlug,
  rollingUpgrade,
  powerLoss,
  dryRunAll,
];
