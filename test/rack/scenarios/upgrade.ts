import { sleep } from '../../cluster/kube/wait';
import { allWell, kubectl, otherBlades } from './apps';
import type { RackScenario, ServiceRow } from './scenario';
import { faultsIn, startWriters } from './writers';

/** A drain hands over before the blade goes: Redis by its Sentinels, PostgreSQL by a switchover. */
const bounds = { redis: 10, postgres: 30 };
const healingSeconds = 300;
/** A blade that installs and boots. */
const darkSeconds = 15;

/** Every blade in turn: drained with the plan's flags, dark while it installs, back, and whole before the next one. */
export const upgrade: RackScenario = {
  id: 'upgrade',
  title: 'Upgrade of every blade, one after the other',
  async run(context) {
    const { box, say } = context;
    const names = box.blades.map(({ spec }) => spec.name);
    const rows: ServiceRow[] = [];
    for (const name of names) {
      const writers = await startWriters(context, otherBlades(context, name)[0]!);
      await sleep(2000);
      const since = Date.now() / 1000;
      await kubectl(context, 'drain', name, '--ignore-daemonsets', '--delete-emptydir-data', '--timeout', '240s');
      const drained = Math.round(Date.now() / 1000 - since);
      await box.blade(name).pullPlug();
      await sleep(darkSeconds * 1000);
      await box.blade(name).plugIn();
      await box.ready([name]);
      await kubectl(context, 'uncordon', name);
      await allWell(context, healingSeconds, `${name} was upgraded`);
      await writers.writingAgain(Date.now() / 1000, 60);
      const seen = await writers.finish(`upgrade of ${name}`, since, bounds);
      for (const { app, secondsWithout, lost, acknowledged } of seen)
        say(
          `${name} drained in ${drained} s; ${app}: ${secondsWithout} s without a write, ${lost} of ${acknowledged} lost`,
        );
      rows.push(...seen);
    }
    return { shown: `${names.length} blades upgraded, budgets kept, whole after each`, rows, failures: faultsIn(rows) };
  },
};
