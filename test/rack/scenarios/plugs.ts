import { type KubeObject, type Pod, isTrue } from '../../cluster/kube/object';
import { sleep, waitFor } from '../../cluster/kube/wait';
import { allWell, bladeOf, darknessNoticed, kubectl, otherBlades, pods, postgresPrimary, redisPrimary } from './apps';
import type { Outcome, RackContext, RackScenario, ServiceRow } from './scenario';
import { faultsIn, startWriters } from './writers';

/**
 * What the pages in docs/runbooks/ let people expect of a dead blade, in seconds. Redis: six, and a
 * question or two of the client that meet silence. PostgreSQL: one and a half to two minutes; two to three when its operator died with it.
 */
const bounds = { redis: 10, postgres: 130 };
const boundsWithoutOperator = { redis: 10, postgres: 180 };

/** Until a node that has its power back is whole again, with a standby that caught up. */
const healingSeconds = 300;

export const plugs: RackScenario[] = [
  {
    id: 'plug-redis',
    title: 'Plug of the blade on which Redis leads',
    run: (context) =>
      pull(
        context,
        async () => ({ blade: await leaderBlade(context, 'redis'), what: 'Redis leads', leads: 'redis' }),
        bounds,
      ),
  },
  {
    id: 'plug-postgres',
    title: 'Plug of the blade on which PostgreSQL leads',
    run: (context) =>
      pull(
        context,
        async () => {
          await operatorElsewhere(context);
          return { blade: await leaderBlade(context, 'postgres'), what: 'PostgreSQL leads', leads: 'postgres' };
        },
        bounds,
      ),
  },
  {
    id: 'plug-operator',
    title: 'Plug of the blade with PostgreSQL’s primary and the operator that leads',
    run: (context) =>
      pull(
        context,
        async () => {
          const blade = await leaderBlade(context, 'postgres');
          await moveOperatorTo(context, blade);
          return { blade, what: 'PostgreSQL leads, with its operator', leads: 'postgres' };
        },
        boundsWithoutOperator,
      ),
  },
  {
    id: 'plug-dns',
    title: 'Plug of a blade with a pod of the cluster’s DNS',
    run: (context) =>
      pull(
        context,
        async () => {
          const dns = (await pods(context, 'kube-system')).filter(
            ({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-dns',
          );
          const led = [await leaderBlade(context, 'redis'), await leaderBlade(context, 'postgres')];
          const [blade] = dns.map(({ spec }) => spec.nodeName!).filter((name) => !led.includes(name));
          // Both may run beside a primary: then the Redis primary's blade it is.
          return { blade: blade ?? dns[0]!.spec.nodeName!, what: 'the cluster’s DNS' };
        },
        bounds,
      ),
  },
];

interface Plug {
  blade: string;
  what: string;
  /** The app whose leader runs there. */
  leads?: 'redis' | 'postgres';
}

type Choice = () => Promise<Plug>;

const leaderBlade = async (context: RackContext, app: 'redis' | 'postgres'): Promise<string> =>
  bladeOf(context, 'data', await (app === 'redis' ? redisPrimary(context) : postgresPrimary(context)));

/** Less than any app needs to notice that its leader is gone. */
const leastSeconds = 2;

/** An app that lost its leader and wrote on at once did not lead there: what was measured is no outage. */
export function unscathed(rows: readonly Pick<ServiceRow, 'app' | 'secondsWithout'>[], leads: Plug['leads']): string[] {
  return rows
    .filter(({ app, secondsWithout }) => app === leads && secondsWithout < leastSeconds)
    .map(
      ({ app, secondsWithout }) =>
        `${app} wrote on after ${secondsWithout} s: its leader was not on the blade that was pulled`,
    );
}

async function pull(context: RackContext, choose: Choice, limits: typeof bounds): Promise<Outcome> {
  const { box, say } = context;
  const { blade: name, what, leads } = await choose();
  const safe = clientBlade(context, name);
  const writers = await startWriters(context, safe);
  await sleep(3000); // some writes before it
  const dns = (await dnsPods(context)).map(({ spec }) => spec.nodeName);
  const ledFrom = leads && (await leaderBlade(context, leads));
  if (leads && ledFrom !== name)
    throw new Error(`${leads} leads on ${ledFrom}, no longer on ${name}: its plug shows nothing`);
  const event = `plug of ${name}: ${what}${dns.includes(name) ? `, ${dns.filter((each) => each === name).length} of ${dns.length} DNS pods` : ''}`;
  say(event);
  const since = Date.now() / 1000;
  await box.blade(name).pullPlug();
  await writers.writingAgain(since + 1, Math.max(limits.redis, limits.postgres) + 120);
  await writers.writingAgain(Date.now() / 1000, 60);
  const rows = await writers.finish(event, since, limits);
  for (const row of rows)
    say(`${row.app}: ${row.secondsWithout} s without a write, ${row.lost} of ${row.acknowledged} lost`);
  await darknessNoticed(context, [name]);
  say(`${name} gets its power back`);
  const backAt = Date.now();
  await box.blade(name).plugIn();
  await box.ready([name]);
  await freed(context, name);
  await allWell(context, healingSeconds, `${name} came back`);
  const healed = Math.round((Date.now() - backAt) / 1000);
  return {
    shown: `writes went on; whole again ${healed} s after the power was back`,
    rows,
    failures: [...faultsIn(rows), ...unscathed(rows, leads)],
  };
}

async function dnsPods(context: RackContext): Promise<Pod[]> {
  return (await pods(context, 'kube-system')).filter(
    ({ metadata }) => metadata.labels?.['k8s-app'] === 'kube-dns' && !metadata.deletionTimestamp,
  );
}

/** A blade that is not pulled; not that of a primary either, so that the client's own network is not what is measured. */
function clientBlade(context: RackContext, pulled: string): string {
  return otherBlades(context, pulled).at(-1)!;
}

/** Pods that a dead blade held are gone from it, or run on it again. */
async function freed(context: RackContext, blade: string): Promise<void> {
  await waitFor(
    `pods of ${blade} to be looked after`,
    180,
    async () => {
      const late = (await pods(context, 'data')).filter(
        ({ spec, metadata }) => spec.nodeName === blade && metadata.deletionTimestamp,
      );
      return late.length === 0 ? true : undefined;
    },
    1000,
  );
}

async function operators(context: RackContext): Promise<Pod[]> {
  return (await pods(context, 'cnpg-system')).filter(
    ({ metadata }) => metadata.labels?.['app.kubernetes.io/name'] === 'cloudnative-pg' && !metadata.deletionTimestamp,
  );
}

/** The operator that leads, as its Lease says. */
async function leadingOperator(context: RackContext): Promise<Pod | undefined> {
  const leases = await context.box.bench.client.list<Lease>('coordination.k8s.io/v1', 'Lease', 'cnpg-system');
  const holder = leases.map(({ spec }) => spec.holderIdentity ?? '').find((each) => each !== '');
  return (await operators(context)).find(({ metadata }) => holder?.startsWith(metadata.name));
}

/**
 * Has an operator lead that runs on another blade than PostgreSQL's primary. No blade is closed for it: CloudNativePG moves the
 * primary away from a closed one.
 */
async function operatorElsewhere(context: RackContext): Promise<void> {
  await waitFor(
    'an operator to lead elsewhere',
    180,
    async () => {
      const leader = await leadingOperator(context);
      if (leader === undefined) return undefined;
      if (leader.spec.nodeName !== (await leaderBlade(context, 'postgres'))) return true;
      await context.box.bench.client.remove(leader);
      return undefined;
    },
    3000,
  );
  await allWell(context, 180, 'the operator moved');
}

/** Has the operator that leads run on the blade of PostgreSQL's primary: every other pod of it is taken away while no other blade takes pods. */
async function moveOperatorTo(context: RackContext, blade: string): Promise<void> {
  const { client } = context.box.bench;
  const others = otherBlades(context, blade).reverse();
  for (const other of others) await kubectl(context, 'cordon', other);
  try {
    if (!(await operators(context)).some(({ spec }) => spec.nodeName === blade))
      await client.remove((await operators(context))[0]!);
    const here = await waitFor('an operator on the blade', 120, async () =>
      (await operators(context)).find((pod) => pod.spec.nodeName === blade && isTrue(pod, 'Ready')),
    );
    await takeLease(context, here);
  } finally {
    for (const other of others) await kubectl(context, 'uncordon', other);
  }
  await allWell(context, 180, 'the operator moved');
}

interface Lease extends KubeObject {
  spec: { holderIdentity?: string };
}

/** Ends every operator that leads until the wanted one does. */
async function takeLease(context: RackContext, wanted: Pod): Promise<void> {
  await waitFor(
    `${wanted.metadata.name} to lead`,
    180,
    async () => {
      const leader = await leadingOperator(context);
      if (leader?.metadata.name === wanted.metadata.name) return true;
      if (leader) await context.box.bench.client.remove(leader);
      return undefined;
    },
    3000,
  );
}
