import { coldStart } from './cold-start';
import type { Scenario } from './scenario';
import { badCommit } from './bad-commit';
import { removal } from './removal';
import { secondReconcile } from './second-reconcile';

/** In the order in which they run: each leaves the cluster as it found it. */
export const allScenarios: Scenario[] = [coldStart, secondReconcile, badCommit, removal];
