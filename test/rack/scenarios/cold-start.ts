import { applyAll } from '../objects/apply';
import { allWell } from './apps';
import { withCheckpoints } from './checkpoints';
import { containerFaults, dataPrograms } from './containers';
import type { RackScenario } from './scenario';

const groundSeconds = 180;

/** Everything from nothing: namespaces, DNS and operator, then Redis and PostgreSQL, each object as `dist/` has it. */
export const coldStart: RackScenario = {
  id: 'cold-start',
  title: 'Cold start from nothing',
  async run(context) {
    const { box, apps, say } = context;
    const startedAt = Date.now();
    const seconds = () => Math.round((Date.now() - startedAt) / 1000);
    await applyAll(box.bench, apps.ground, groundSeconds);
    say(`${apps.ground.length} objects applied: namespaces, classes, DNS, operator`);
    await applyAll(box.bench, apps.apps, groundSeconds);
    say(`${apps.apps.length} objects applied: Redis, PostgreSQL, policies`);
    await withCheckpoints(context, () => allWell(context, context.coldStartSeconds, 'the cold start'));
    const total = seconds();
    const faults = await containerFaults(context, dataPrograms);
    return {
      shown: `${apps.ground.length + apps.apps.length} objects on ${box.blades.length} blades: all containers of Redis, PostgreSQL, its operator and DNS Ready on their own probes after ${total} s; their processes have no root, no capabilities, no new privileges, a seccomp filter`,
      rows: [],
      failures: faults,
    };
  },
};
