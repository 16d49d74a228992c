import { sleep } from '../../cluster/kube/wait';
import { applyAll } from '../objects/apply';
import { serversOf, storeWell } from './object-store';
import { allWell, darknessNoticed, pods } from './apps';
import { type Client, longestGap } from './client';
import { getter, putter } from './object-writers';
import type { RackContext, RackScenario, ServiceRow } from './scenario';
import { timelineOf } from './timeline';
import { faultsIn, readBack, start, writesAfter } from './writers';

/**
 * As its page says: every request may hang until the node counts as dead, after 50 to 55 s; a try of the clients takes 5 s, and
 * the next one succeeds. Longer when a second blade follows.
 */
const bounds = { one: 70, two: 120 };

/**
 * The object store as `dist/` has it, with a client that puts and one that gets. A plug is pulled: both go on. A second
 * one: gets go on, puts are refused. Then the power is back, and every acknowledged object is read.
 */
export const plugMinio: RackScenario = {
  id: 'plug-minio',
  title: 'Plugs of one and of two of the four blades with the object store',
  async run(context) {
    const { box, apps, say } = context;
    await applyAll(box.bench, apps.minio, 60);
    await storeWell(context, 'it was applied');
    say(`${apps.minio.length} objects applied: four servers Ready, buckets and users made`);
    const { first, second, stays } = await choose(context);
    const clients = {
      put: await start(context, putter, 'putter', putter.write, stays),
      get: await start(context, getter, 'getter', getter.write, stays),
    };
    for (const client of Object.values(clients)) await writesAfter(putter, client, 0, 60);
    await sleep(3000);

    const firstAt = await pull(context, first, clients);
    const rows = [
      await rowOf(context, 'put', clients.put, `plug of ${first}: one of four servers`, firstAt, bounds.one),
      await rowOf(context, 'get', clients.get, `plug of ${first}: one of four servers`, firstAt, bounds.one),
    ];
    const secondAt = await pull(context, second, { get: clients.get });
    rows.push(await rowOf(context, 'get', clients.get, `plug of ${second}: two of four servers`, secondAt, bounds.two));
    const { acknowledged, refusals } = await clients.put.said();
    // A request that was on its way may still be answered.
    const taken = acknowledged.filter(({ at }) => at > secondAt + 5);
    say(`puts after the second plug: ${taken.length} taken; the last answer: ${refusals.at(-1) ?? 'none'}`);

    for (const name of [first, second]) await box.blade(name).plugIn();
    const backAt = Date.now() / 1000;
    await box.ready([first, second]);
    await storeWell(context, 'both blades came back');
    await writesAfter(putter, clients.put, backAt, 120);
    const healed = Math.round(Date.now() / 1000 - backAt);
    const lost = await lostOf(context, clients, stays);
    rows[0]!.lost = lost;
    await allWell(context, 300, `${first} and ${second} came back`);
    return {
      shown: `one server away: puts and gets go on; two: gets go on, no put is taken; puts again ${healed} s after the power was back`,
      rows,
      failures: [...faultsIn(rows), ...taken.slice(0, 1).map(({ number }) => tookOne(number))],
    };
  },
};

const tookOne = (number: number) =>
  `data/StatefulSet/minio acknowledged put ${number} with two of four servers away; its page says that writes are refused`;

interface Choice {
  first: string;
  second: string;
  /** The blade of the clients. */
  stays: string;
}

/** Two blades without a pod of the cluster's DNS, where there are two: what is measured is the store, not names. */
async function choose(context: RackContext): Promise<Choice> {
  const dns = (await pods(context, 'kube-system'))
    .filter(({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-dns')
    .map(({ spec }) => spec.nodeName!);
  const servers = (await serversOf(context)).map(({ spec }) => spec.nodeName!);
  const [first, second, ...rest] = servers.sort((a, b) => Number(dns.includes(a)) - Number(dns.includes(b)));
  return { first: first!, second: second!, stays: rest.at(-1)! };
}

/** Pulls a plug and watches until its node counts as dead and the clients are served again. */
async function pull(context: RackContext, name: string, clients: Record<string, Client>): Promise<number> {
  const { box, say } = context;
  say(`plug of ${name}`);
  const since = Date.now() / 1000;
  await box.blade(name).pullPlug();
  await darknessNoticed(context, [name]);
  await sleep(5000);
  const noticed = Date.now() / 1000;
  for (const client of Object.values(clients)) await writesAfter(putter, client, noticed, 60);
  return since;
}

async function rowOf(
  { say }: RackContext,
  what: 'put' | 'get',
  client: Client,
  event: string,
  since: number,
  boundSeconds: number,
): Promise<ServiceRow> {
  const said = await client.said();
  const { seconds, over } = longestGap(said, since);
  for (const line of timelineOf(said.events, since, over)) say(`  ${what} ${line}`);
  say(`${what}: ${seconds} s without one`);
  const { program } = putter;
  const acknowledged = said.acknowledged.filter(({ at }) => at > since).length;
  return { app: `minio, ${what}s`, program, event, secondsWithout: seconds, boundSeconds, acknowledged, lost: 0 };
}

/** Acknowledged puts that are not there with their own content. */
async function lostOf(context: RackContext, clients: Record<'put' | 'get', Client>, blade: string): Promise<number> {
  const { acknowledged } = await clients.put.said();
  for (const client of Object.values(clients)) await client.stop();
  const there = await readBack(context, putter, blade, 150);
  const lost = acknowledged.filter(({ number }) => !there.has(number));
  context.say(`${acknowledged.length} puts acknowledged, ${lost.length} lost`);
  return lost.length;
}
