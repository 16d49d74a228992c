import { sleep } from '../../cluster/kube/wait';
import { allWell, darknessNoticed } from './apps';
import type { RackScenario } from './scenario';
import { afterDarkness, faultsIn, startWriters } from './writers';

/**
 * From the moment the last blade has its power back. Redis: its page gives two minutes after the second Sentinel, which is
 * what they wait for one another; a slow start comes on top. PostgreSQL: its page gives the same time as for a dead operator.
 */
const bounds = { redis: 150, postgres: 180 };
const healingSeconds = 420;
/** Between two blades, as when somebody walks along the rack. */
const apartSeconds = 8;

export const powerCut: RackScenario = {
  id: 'power-cut',
  title: 'Power cut of all blades, which come back one by one in another order',
  async run(context) {
    const { box, say } = context;
    const names = box.blades.map(({ spec }) => spec.name);
    const writers = await startWriters(context, names[0]!);
    await sleep(5000);
    const acknowledged = await writers.acknowledged();
    await Promise.all(box.blades.map((blade) => blade.pullPlug()));
    say(
      `every blade is dark; ${[...acknowledged].map(([app, writes]) => `${writes.length} writes of ${app}`).join(', ')}`,
    );
    await darknessNoticed(context, names);
    // Back to front: a blade that led comes back late as often as early.
    const order = [...names].reverse();
    for (const name of order) {
      await box.blade(name).plugIn();
      if (name !== order.at(-1)) await sleep(apartSeconds * 1000);
    }
    const since = Date.now() / 1000;
    say(`power is back: ${order.join(', ')}, ${apartSeconds} s apart`);
    await box.ready(names);
    await writers.remove();
    const event = `power cut of all ${names.length} blades`;
    const rows = await afterDarkness(context, { blade: order[0]!, acknowledged, event, since, bounds });
    for (const row of rows)
      say(`${row.app}: a write ${row.secondsWithout} s after the power, ${row.lost} of ${row.acknowledged} lost`);
    await allWell(context, healingSeconds, 'the power cut');
    const healed = Math.round(Date.now() / 1000 - since);
    return {
      shown: `what was acknowledged is there; whole ${healed} s after the power was back`,
      rows,
      failures: faultsIn(rows),
    };
  },
};
