import { sleep } from '../../cluster/kube/wait';
import { allWell, bladeOf, kubectl, otherBlades, postgresPrimary } from './apps';
import type { RackScenario } from './scenario';
import { faultsIn, startWriters } from './writers';

/** A drain asks first: a switchover instead of a failover. */
const bounds = { redis: 10, postgres: 30 };

export const drain: RackScenario = {
  id: 'drain',
  title: 'Drain of the blade on which PostgreSQL leads',
  async run(context) {
    const { say } = context;
    const name = await bladeOf(context, 'data', await postgresPrimary(context));
    const safe = otherBlades(context, name)[0]!;
    const writers = await startWriters(context, safe);
    await sleep(3000);
    say(`draining ${name}`);
    const since = Date.now() / 1000;
    // With the flags of the generated upgrade plan.
    await kubectl(context, 'drain', name, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout', '240s');
    const seconds = Math.round(Date.now() / 1000 - since);
    await writers.writingAgain(Date.now() / 1000, 90);
    const rows = await writers.finish(`drain of ${name}: PostgreSQL leads`, since, bounds);
    await kubectl(context, 'uncordon', name);
    await allWell(context, 300, `${name} took pods again`);
    return { shown: `drained in ${seconds} s, budgets kept, whole again`, rows, failures: faultsIn(rows) };
  },
};
