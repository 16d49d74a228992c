import { isTrue, objectId } from '../../cluster/kube/object';
import { sleep } from '../../cluster/kube/wait';
import { allWell, pods } from './apps';
import type { RackContext, RackScenario } from './scenario';
import { faultsIn, startWriters } from './writers';

/** A roll-out that stops at its first pod costs at most a hand-over. */
const bounds = { redis: 10, postgres: 30 };
const watchedSeconds = 60;

/** An object whose fields a bad commit may change as it likes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;

const badCommits: readonly { object: string; what: string; change: (object: Loose) => void }[] = [
  {
    object: 'data/StatefulSet/redis',
    what: 'a readiness probe that asks a port which nobody listens on',
    change: ({ spec }) =>
      (spec.template.spec.containers[0].readinessProbe = { exec: { command: ['redis-cli', '-e', '-p', '1', 'ping'] } }),
  },
  {
    object: 'data/Cluster/postgres',
    what: 'huge pages, which no blade has set aside',
    change: ({ spec }) => (spec.postgresql.parameters.huge_pages = 'on'),
  },
];

/** A bad commit per data app: its first pod never becomes Ready, the others stay as they are, and a revert heals it. */
export const badRollOut: RackScenario = {
  id: 'bad-roll-out',
  title: 'Roll-outs that never become ready, and their reverts',
  async run(context) {
    const { box, apps, say } = context;
    const rows = [];
    const failures: string[] = [];
    for (const { object: id, what, change } of badCommits) {
      const good = apps.apps.find((each) => objectId(each) === id);
      if (!good) throw new Error(`the box has no ${id}`);
      const bad = structuredClone(good);
      change(bad);
      const before = await readyPods(context, id);
      const writers = await startWriters(context, box.blades.at(-1)!.spec.name);
      await sleep(2000);
      const since = Date.now() / 1000;
      say(`${id}: ${what}`);
      await box.bench.client.apply(bad);
      await sleep(watchedSeconds * 1000);
      const after = await readyPods(context, id);
      const down = before.filter((name) => !after.includes(name));
      if (down.length > 1) failures.push(`${id}: ${what} took ${down.join(' and ')} down, not one pod`);
      if (down.length === 0) failures.push(`${id}: ${what} changed nothing in ${watchedSeconds} s`);
      say(`not Ready: ${down.join(', ') || 'none'}; Ready: ${after.join(', ')}`);
      await writers.writingAgain(Date.now() / 1000, 60);
      await box.bench.client.apply(good);
      const revertedAt = Date.now();
      await allWell(context, 240, `${id} was reverted`);
      say(`whole ${Math.round((Date.now() - revertedAt) / 1000)} s after the revert`);
      await writers.writingAgain(Date.now() / 1000, 60);
      rows.push(...(await writers.finish(`bad roll-out of ${id}`, since, bounds)));
    }
    return {
      shown: 'each stopped at its first pod, writes went on, the revert healed it without a hand',
      rows,
      failures: [...failures, ...faultsIn(rows)],
    };
  },
};

/** Names of the pods of a set that are Ready and not going. */
async function readyPods(context: RackContext, id: string): Promise<string[]> {
  const member = new RegExp(`^${id.split('/').at(-1)!}-\\d+$`);
  return (await pods(context, 'data'))
    .filter((pod) => member.test(pod.metadata.name) && isTrue(pod, 'Ready') && !pod.metadata.deletionTimestamp)
    .map(({ metadata }) => metadata.name);
}
