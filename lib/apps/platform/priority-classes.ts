import * as z from 'zod';
import type { PriorityClass } from '../../../imports/k8s';
import { app } from '../../kit/app';
import { emit } from '../../kit/emit';
import { tiers } from '../../kit/tiers';

/** One priority class per tier of ours; pods of the `node-critical` tier use the built-in system-node-critical. */
export const priorityClasses = app({
  name: 'priority-classes',
  area: 'platform',
  summary: 'Who goes first when memory or blades run short',
  spec: z.strictObject({}),
  namespaces: {},
  alwaysOn: true,
  build: (scope) => {
    for (const { priorityClass, priority, why } of Object.values(tiers)) {
      if (priority === undefined) continue;
      emit<PriorityClass>(scope, priorityClass, {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: priorityClass },
        value: priority,
        description: why,
        preemptionPolicy: priority === tiers.batch.priority ? 'Never' : 'PreemptLowerPriority',
      });
    }
  },
});
